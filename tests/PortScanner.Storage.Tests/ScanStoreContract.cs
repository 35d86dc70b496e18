using System.Net;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Storage.Tests;

/// <summary>What every store does.</summary>
public abstract class ScanStoreContract
{
    private protected ManualTime Time { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scan_created_isRunningAndEmpty()
    {
        var (store, scan) = await NewScanAsync();

        var page = await store.ReadAsync(scan.Key, 0, Cancel);

        Assert.NotNull(page);
        Assert.Empty(page.Results);
        Assert.Equal(0, page.LastSequence);
        Assert.Equal(ScanOutcome.Running, page.Outcome);
    }

    [Fact]
    public async Task Results_appended_areReadInOrder()
    {
        var (store, scan) = await NewScanAsync();
        ProbeResult[] results = [Samples.Syn(443), Samples.Syn(22), Samples.Syn(80)];

        Assert.True(await store.AppendAsync(scan.Key, results[..2], Cancel));
        Assert.True(await store.AppendAsync(scan.Key, results[2..], Cancel));

        Assert.Equal(results, (await store.ReadAsync(scan.Key, 0, Cancel))!.Results);
    }

    [Fact]
    public async Task Nothing_appended_saysWhetherTheScanLives()
    {
        var (store, scan) = await NewScanAsync();

        Assert.True(await store.AppendAsync(scan.Key, [], Cancel));
        await store.DeleteAsync(scan.Key.Id, Cancel);
        Assert.False(await store.AppendAsync(scan.Key, [], Cancel));
    }

    [Fact]
    public async Task Read_afterSequence_returnsOnlyWhatIsNew()
    {
        var (store, scan) = await NewScanAsync();
        await store.AppendAsync(scan.Key, [Samples.Syn(1), Samples.Syn(2)], Cancel);
        var first = await store.ReadAsync(scan.Key, 0, Cancel);
        await store.AppendAsync(scan.Key, [Samples.Syn(3)], Cancel);

        var second = await store.ReadAsync(scan.Key, first!.LastSequence, Cancel);
        var third = await store.ReadAsync(scan.Key, second!.LastSequence, Cancel);

        Assert.Equal([Samples.Syn(3)], second.Results);
        Assert.True(second.LastSequence > first.LastSequence);
        Assert.Empty(third!.Results);
        Assert.Equal(second.LastSequence, third.LastSequence);
    }

    [Fact]
    public async Task Result_replaced_isReadOnceUnderANewSequence()
    {
        var (store, scan) = await NewScanAsync();
        await store.AppendAsync(scan.Key, [Samples.Syn(22, PortState.Unknown, Reason.RateLimited), Samples.Syn(80)], Cancel);
        var before = await store.ReadAsync(scan.Key, 0, Cancel);

        await store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel);

        Assert.Equal([Samples.Syn(80), Samples.Syn(22)], (await store.ReadAsync(scan.Key, 0, Cancel))!.Results);
        Assert.Equal([Samples.Syn(22)], (await store.ReadAsync(scan.Key, before!.LastSequence, Cancel))!.Results);
    }

    [Fact]
    public async Task Result_twiceInOneAppend_isTheLater()
    {
        var (store, scan) = await NewScanAsync();

        await store.AppendAsync(scan.Key, [Samples.Syn(22, PortState.Unknown, Reason.RateLimited), Samples.Syn(80), Samples.Syn(22)], Cancel);

        Assert.Equal([Samples.Syn(80), Samples.Syn(22)], (await store.ReadAsync(scan.Key, 0, Cancel))!.Results);
    }

    [Theory]
    [InlineData(ScanOutcome.Completed)]
    [InlineData(ScanOutcome.Failed)]
    public async Task Scan_finished_tellsItsOutcomeWithTheLastResults(ScanOutcome outcome)
    {
        var (store, scan) = await NewScanAsync();
        await store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel);

        Assert.True(await store.FinishAsync(scan.Key, outcome, Cancel));

        var page = await store.ReadAsync(scan.Key, 0, Cancel);
        Assert.Equal(outcome, page!.Outcome);
        Assert.Equal([Samples.Syn(22)], page.Results);
    }

    [Fact]
    public async Task Scan_deleted_isGoneForEveryone()
    {
        var (store, scan) = await NewScanAsync();
        await store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel);

        await store.DeleteAsync(scan.Key.Id, Cancel);
        await store.DeleteAsync(scan.Key.Id, Cancel);

        Assert.Null(await store.ReadAsync(scan.Key, 0, Cancel));
        Assert.False(await store.FinishAsync(scan.Key, ScanOutcome.Completed, Cancel));
        Assert.Equal(0, await store.CountAsync(Cancel));
        Assert.True((await store.TryCreateAsync(Samples.NewScan(Time, scan.Caller), Cancel)).Created);
    }

    [Fact]
    public async Task Append_afterDelete_isRefusedAndLeavesNothing()
    {
        var (store, scan) = await NewScanAsync();
        await store.DeleteAsync(scan.Key.Id, Cancel);

        Assert.False(await store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel));

        Assert.Null(await store.ReadAsync(scan.Key, 0, Cancel));
        await AssertNoResultsAsync();
    }

    [Fact]
    public async Task Append_whileDeleting_leavesNothing()
    {
        var store = await NewStoreAsync();
        var results = Enumerable.Range(0, 3000).Select(port => Samples.Syn((ushort)port)).ToArray();
        for (var round = 0; round < 10; round++)
        {
            var scan = Samples.NewScan(Time);
            await store.TryCreateAsync(scan, Cancel);

            var appending = Task.Run(
                async () =>
                {
                    while (await store.AppendAsync(scan.Key, results, Cancel))
                    {
                    }
                },
                Cancel);
            await Task.Delay(round * 3, Cancel);
            await store.DeleteAsync(scan.Key.Id, Cancel);
            await appending;

            await AssertNoResultsAsync();
        }
    }

    [Fact]
    public async Task Scan_expired_isDeletedWithoutTouchingOthers()
    {
        var (store, old) = await NewScanAsync();
        await store.AppendAsync(old.Key, [Samples.Syn(22)], Cancel);
        Time.Advance(TimeSpan.FromMinutes(9));
        var young = Samples.NewScan(Time);
        await store.TryCreateAsync(young, Cancel);
        await store.AppendAsync(young.Key, [Samples.Syn(80)], Cancel);
        Assert.Equal(0, await store.DeleteExpiredAsync(Cancel));
        Assert.Equal(2, await store.CountAsync(Cancel));

        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await store.CountAsync(Cancel));
        Assert.Equal(1, await store.DeleteExpiredAsync(Cancel));
        Assert.Null(await store.ReadAsync(old.Key, 0, Cancel));
        Assert.Equal([Samples.Syn(80)], (await store.ReadAsync(young.Key, 0, Cancel))!.Results);
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(24)]
    public async Task Clock_thatIsSet_keepsNoScanLonger(int hours)
    {
        var (store, scan) = await NewScanAsync();
        await store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel);
        Time.SetClock(TimeSpan.FromHours(hours));
        Time.Advance(TimeSpan.FromMinutes(10));

        await store.DeleteExpiredAsync(Cancel);

        Assert.Null(await store.ReadAsync(scan.Key, 0, Cancel));
    }

    [Fact]
    public async Task Caller_withALiveScan_isToldWhenItEnds()
    {
        var (store, scan) = await NewScanAsync();
        Time.Advance(TimeSpan.FromSeconds(20));

        var second = await store.TryCreateAsync(Samples.NewScan(Time, scan.Caller), Cancel);
        var mapped = await store.TryCreateAsync(Samples.NewScan(Time, scan.Caller.MapToIPv6()), Cancel);

        Assert.Equal(new ScanCreation(false, scan.EndsBy), second);
        Assert.Equal(second, mapped);
        Assert.Equal(1, await store.CountAsync(Cancel));
    }

    [Fact]
    public async Task Caller_withAnExpiredScan_mayStartAnother()
    {
        var (store, scan) = await NewScanAsync();
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.True((await store.TryCreateAsync(Samples.NewScan(Time, scan.Caller), Cancel)).Created);

        Assert.Null(await store.ReadAsync(scan.Key, 0, Cancel));
        Assert.Equal(1, await store.CountAsync(Cancel));
    }

    [Fact]
    public async Task Caller_creatingFiftyAtOnce_getsExactlyOne()
    {
        var store = await NewStoreAsync();
        var caller = Samples.NewCaller();

        var creations = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            () => store.TryCreateAsync(Samples.NewScan(Time, caller), Cancel), Cancel)));

        Assert.Single(creations, creation => creation.Created);
        Assert.All(creations, creation => Assert.Equal(Time.GetUtcNow().AddMinutes(1), creation.LiveScanEndsBy));
        Assert.Equal(1, await store.CountAsync(Cancel));
    }

    [Fact]
    public async Task Callers_creatingAndDeletingAtOnce_neverHaveTwo()
    {
        var store = await NewStoreAsync();
        var caller = Samples.NewCaller();
        var live = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    var scan = Samples.NewScan(Time, caller);
                    if ((await store.TryCreateAsync(scan, Cancel)).Created)
                    {
                        Assert.Equal(1, Interlocked.Increment(ref live));
                        Interlocked.Decrement(ref live);
                        await store.DeleteAsync(scan.Key.Id, Cancel);
                    }
                }
            },
            Cancel)));

        Assert.Equal(0, await store.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1")]
    [InlineData("::")]
    public async Task Responder_ofEitherFamily_roundTrips(string responder)
    {
        var (store, scan) = await NewScanAsync();

        await store.AppendAsync(scan.Key, [Samples.Indirect(22, responder)], Cancel);

        Assert.Equal(IPAddress.Parse(responder), Assert.Single((await store.ReadAsync(scan.Key, 0, Cancel))!.Results).Responder);
    }

    [Fact]
    public async Task Responder_readWithAnotherSecret_isRefused()
    {
        var (store, scan) = await NewScanAsync();
        await store.AppendAsync(scan.Key, [Samples.Indirect(22, "192.0.2.1")], Cancel);
        var wrong = new ScanKey(scan.Key.Id, new byte[32]);

        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => store.ReadAsync(wrong, 0, Cancel));

        Assert.Equal(ScanStoreError.WrongKey, exception.Error);
    }

    [Fact]
    public async Task EveryEnumValue_roundTrips()
    {
        var (store, scan) = await NewScanAsync();
        ProbeResult[] results =
        [
            .. Enum.GetValues<ProbeKind>().Select(kind => Samples.Syn(1) with { Probe = new(kind, kind.Info().Protocol == ProbeProtocol.Icmp ? null : 7) }),
            .. Enum.GetValues<PortState>().Select((state, port) => Samples.Syn((ushort)(100 + port), state)),
            .. Enum.GetValues<Reason>().Select((reason, port) => Samples.Syn((ushort)(200 + port), PortState.Unknown, reason)),
        ];

        await store.AppendAsync(scan.Key, results, Cancel);

        Assert.Equal(results, (await store.ReadAsync(scan.Key, 0, Cancel))!.Results);
    }

    [Fact]
    public async Task ExtremeValuesAndNulls_roundTrip()
    {
        var (store, scan) = await NewScanAsync();
        ProbeResult[] results =
        [
            Samples.Syn(0) with { RoundTripTime = null, HopLimit = null, Attempts = 0 },
            Samples.Syn(65535) with { RoundTripTime = TimeSpan.FromMinutes(70), HopLimit = 255, Attempts = 65535 },
            Samples.Syn(1) with { RoundTripTime = TimeSpan.Zero, HopLimit = 0 },
            Samples.Syn(2) with { Remarks = Remarks.AllPortsOpen | Remarks.HopCountAnomaly },
            Samples.Syn(3) with { Remarks = (Remarks)ushort.MaxValue },
            Samples.Syn(4) with { Traffic = new UdpTraffic(1, 0, 1, 0) },
            Samples.Syn(5) with { Traffic = new UdpTraffic(ushort.MaxValue, ushort.MaxValue * 1232, 0xFF_FFFF, 0xFF_FFFF * 65_507L) },
            Samples.Syn(1) with { Probe = new Probe(ProbeKind.Echo, null) },
        ];

        await store.AppendAsync(scan.Key, results, Cancel);

        Assert.Equal(results, (await store.ReadAsync(scan.Key, 0, Cancel))!.Results);
    }

    [Fact]
    public async Task FullScan_appendedAtOnce_isReadWhole()
    {
        var (store, scan) = await NewScanAsync();
        var results = Enumerable.Range(0, 65536).Select(port => Samples.Indirect((ushort)port, "2001:db8::1")).ToList();

        await store.AppendAsync(scan.Key, results, Cancel);
        await store.FinishAsync(scan.Key, ScanOutcome.Completed, Cancel);

        var page = await store.ReadAsync(scan.Key, 0, Cancel);
        Assert.Equal(results, page!.Results);
        Assert.Equal([results[^1]], (await store.ReadAsync(scan.Key, page.LastSequence - 1, Cancel))!.Results);
        await store.DeleteAsync(scan.Key.Id, Cancel);
        await AssertNoResultsAsync();
    }

    [Fact]
    public async Task Reader_whileAppending_losesNothing()
    {
        var store = await NewStoreAsync();
        ReadWhileAppending.Check(async batches =>
        {
            var scan = Samples.NewScan(Time);
            await store.TryCreateAsync(scan, Cancel);
            var appending = ReadWhileAppending.AppendAsync(store, scan.Key, batches, Cancel);
            var read = await ReadWhileAppending.ReadAsync(store, scan.Key, Cancel);
            await appending;
            await store.DeleteAsync(scan.Key.Id, Cancel);
            return read;
        });
    }

    /// <summary>A store that is ready and has no scan.</summary>
    protected abstract Task<IScanStore> NewStoreAsync();

    /// <summary>Fails if the store of the last <see cref="NewStoreAsync"/> holds any result; for stores whose inside can be seen.</summary>
    protected virtual Task AssertNoResultsAsync() => Task.CompletedTask;

    private async Task<(IScanStore Store, NewScan Scan)> NewScanAsync()
    {
        var store = await NewStoreAsync();
        var scan = Samples.NewScan(Time);
        Assert.Equal(new ScanCreation(true, scan.EndsBy), await store.TryCreateAsync(scan, Cancel));
        return (store, scan);
    }
}
