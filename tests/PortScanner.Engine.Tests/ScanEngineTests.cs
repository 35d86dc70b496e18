using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Tests.Scans;

using Blocks = PortScanner.Engine.Identity.SourcePorts;

namespace PortScanner.Engine.Tests;

/// <summary>The whole engine on loopback, for real.</summary>
[Trait("Needs", "raw sockets")]
public sealed class ScanEngineTests : IDisposable
{
    private const string SourcePorts = "62000-62007";

    private readonly Lazy<ScanEngine> _engine = new(() => Engine());

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Each_port_of_loopback_is_found_as_it_is(string text)
    {
        var address = Usable(text);
        using var listener = new TcpListener(address, 0);
        listener.Start();
        var open = (ushort)((IPEndPoint)listener.LocalEndpoint).Port;
        var closed = ClosedPort(address);
        var results = await ScanAsync(_engine.Value, address, Plans.Syn(open), Plans.Syn(closed), Plans.Echo, new Probe(ProbeKind.UdpEmpty, closed));
        Assert.Equal(4, results.Count);
        AssertResult(results[Plans.Syn(open)], PortState.Open, Reason.SynAck);
        AssertResult(results[Plans.Syn(closed)], PortState.Closed, Reason.Reset);
        AssertResult(results[Plans.Echo], PortState.Open, Reason.EchoReply);
        AssertResult(results[new Probe(ProbeKind.UdpEmpty, closed)], PortState.Closed, Reason.PortUnreach);
    }

    [Theory]
    [InlineData(int.MaxValue, PortState.Open, Reason.UdpUnverified)]
    [InlineData(1, PortState.Unknown, Reason.UdpUnproved)]
    public async Task Service_that_repeats_nothing_is_open_only_if_it_answers_a_second_port(int answers, PortState state, Reason reason)
    {
        var address = Usable("127.0.0.1");
        using var service = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        service.Bind(new IPEndPoint(address, 0));
        var askers = new ConcurrentQueue<IPEndPoint>();
        var serving = new Thread(() => Serve(service, answers, askers));
        serving.Start();
        var probe = new Probe(ProbeKind.UdpEmpty, (ushort)((IPEndPoint)service.LocalEndPoint!).Port);
        var result = (await ScanAsync(_engine.Value, address, probe))[probe];
        service.Dispose();
        serving.Join();

        AssertResult(result, state, reason);
        var blocks = askers.Select(asker => asker.Port / Blocks.BlockSize).ToList();
        Assert.Equal(blocks.Count, result.Attempts);
        Assert.Equal(2, blocks.Distinct().Count());
        Assert.All(blocks.Skip(1), block => Assert.Equal(blocks[1], block));
        Assert.Equal(state == PortState.Open ? new UdpTraffic(2, 0, 2, 10) : null, result.Traffic);
        await AssertNothingIsHeldAsync(address);
    }

    [Fact]
    public async Task Results_cover_each_probe_and_a_repeated_one_is_stronger()
    {
        var address = Usable("127.0.0.1");
        var plan = Plans.Of(address.AddressFamily, Plans.Syns(1, 3000));
        var latest = new Dictionary<Probe, ProbeResult>();
        await using var scan = await BeginAsync(_engine.Value, address, plan);
        await foreach (var batch in scan.ReadAsync())
        {
            foreach (var result in batch)
            {
                Assert.True(!latest.TryGetValue(result.Probe, out var known) || result.Reason.Info().Strength > known.Reason.Info().Strength);
                latest[result.Probe] = result;
            }
        }

        Assert.True(latest.Keys.ToHashSet().SetEquals(plan.Probes));
        Assert.DoesNotContain(latest.Values, result => result.State is PortState.Unknown or PortState.Stealth);
    }

    [Fact]
    public async Task Scan_that_is_cancelled_ends_and_gives_its_source_ports_back()
    {
        var address = Usable("127.0.0.1");
        for (var round = 0; round < _engine.Value.Capacity * 3; round++)
        {
            using var cancellation = new CancellationTokenSource();
            await using var scan = await BeginAsync(_engine.Value, address, Large(address), cancellation.Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var batch in scan.ReadAsync())
                {
                    await cancellation.CancelAsync();
                }
            });
            await AssertNothingIsHeldAsync(address);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scan_that_has_begun_and_is_never_read_holds_its_part_until_it_is_disposed_of(bool isCancelled)
    {
        var address = Usable("127.0.0.1");
        using var cancellation = new CancellationTokenSource();
        var scan = await BeginAsync(_engine.Value, address, Large(address), cancellation.Token);
        Assert.False(_engine.Value.TryForget());
        if (isCancelled)
        {
            await cancellation.CancelAsync();
        }

        var results = scan.ReadAsync();
        await scan.DisposeAsync();
        await AssertNothingIsHeldAsync(address);
        Assert.Equal(0, _engine.Value.PacketsSent);
        await Assert.ThrowsAsync<InvalidOperationException>(() => FirstOf(results));
    }

    [Fact]
    public async Task Scan_that_is_cancelled_before_it_is_read_sends_nothing_and_is_no_scan_that_ended()
    {
        var address = Usable("127.0.0.1");
        using var cancellation = new CancellationTokenSource();
        await using var scan = await BeginAsync(_engine.Value, address, Large(address), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FirstOf(scan.ReadAsync()));
        await AssertNothingIsHeldAsync(address);
    }

    [Fact]
    public async Task Scan_that_is_given_up_between_two_batches_or_disposed_of_twice_gives_back_once()
    {
        var address = Usable("127.0.0.1");
        var scan = await BeginAsync(_engine.Value, address, Large(address));
        await using var results = scan.ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await results.MoveNextAsync());
        await scan.DisposeAsync();
        await scan.DisposeAsync();
        await results.DisposeAsync();
        await AssertNothingIsHeldAsync(address);
    }

    [Fact]
    public async Task Results_are_read_once_and_their_end_gives_back_what_the_scan_held()
    {
        var address = Usable("127.0.0.1");
        await using var scan = await BeginAsync(_engine.Value, address, Plans.Of(address.AddressFamily, [Plans.Echo]));
        await foreach (var batch in scan.ReadAsync())
        {
            Assert.NotNull(batch);
        }

        await AssertNothingIsHeldAsync(address);
        await Assert.ThrowsAsync<InvalidOperationException>(() => FirstOf(scan.ReadAsync()));
    }

    [Fact]
    public async Task Begun_scan_says_which_address_it_leaves_from_and_that_the_target_is_this_machine()
    {
        var address = Usable("127.0.0.1");
        await using var scan = await BeginAsync(_engine.Value, address, Plans.Of(address.AddressFamily, [Plans.Echo]));
        Assert.Equal(new ProbeRoute(address, RouteKind.Local), scan.Route);
    }

    [Fact]
    public async Task Scans_beyond_the_capacity_are_rejected_and_begin_once_there_is_room()
    {
        var address = Usable("127.0.0.1");
        var running = new List<BegunScan>();
        for (var i = 0; i < _engine.Value.Capacity; i++)
        {
            running.Add(await BeginAsync(_engine.Value, address, Large(address)));
        }

        Assert.Equal(ScanRejection.NoFreeSourcePort, (await RejectedAsync(_engine.Value, address, Plans.Echo)).Rejection);
        foreach (var scan in running)
        {
            await scan.DisposeAsync();
        }

        await AssertNothingIsHeldAsync(address);
        Assert.Single(await ScanAsync(_engine.Value, address, Plans.Echo));
    }

    [Fact]
    public async Task Scan_that_finds_no_ports_for_its_firewall_tests_gives_back_the_others()
    {
        var address = Usable("127.0.0.1");
        Assert.True(ScanPlanner.TryCreate(
            new ScanPlanRequest(ScanProfile.Quick, address.AddressFamily) { Options = new ScanOptions(Udp: false, Icmp: false, Firewall: true) }, out var plan, out _));
        var start = await _engine.Value.BeginAsync(Targets.Of(address), plan, new StayingTarget(), null, TestContext.Current.CancellationToken);
        Assert.Equal(ScanRejection.NoFreeSourcePort, Assert.IsType<RejectedScan>(start).Rejection);
        await AssertNothingIsHeldAsync(address);
    }

    [Fact]
    public async Task Estimate_rests_on_what_the_machine_gives_where_that_is_less_than_the_path_would_carry()
    {
        var address = Usable("127.0.0.1");
        var options = new ScanEngineOptions { SourcePorts = SourcePorts, PacketsPerSecond = 400 };
        using var engine = new ScanEngine(options, _ => null, TimeProvider.System);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var progress = new ScanProgress();
        var start = await engine.BeginAsync(Targets.Of(address), Plans.Of(address.AddressFamily, Plans.Syns(1, 20_000)), new StayingTarget(), progress, ending.Token);
        await using var scan = Assert.IsType<BegunScan>(start);
        var longest = TimeSpan.Zero;
        await using var results = scan.ReadAsync().GetAsyncEnumerator(CancellationToken.None);
        for (var begun = Environment.TickCount64; Environment.TickCount64 < begun + 2500 && await results.MoveNextAsync();)
        {
            longest = progress.TimeLeft is { } left && left > longest ? left : longest;
        }

        await ending.CancelAsync();

        // Three attempts take 52 s at the pace that the scan itself has.
        Assert.InRange(longest, TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(9));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Share_of_a_plan_tells_of_its_own_probes_and_of_no_others(bool isFiltered)
    {
        var address = Usable("127.0.0.1");
        var plan = Plans.Of(address.AddressFamily, Plans.Syns(1, 40));
        var path = new KnownPath { Passage = probe => isFiltered && probe.Port == 7 ? PortPassage.Filtered : PortPassage.Open };
        var share = new ScanShare
        {
            Part = new PlanShare(0, 2, SharedProbes.All),
            Skip = PlanMarks.Of(40, [0, 2]),
            Known = [Plans.Syn(1), Plans.Syn(3), Plans.Syn(2)],
            Path = path,
        };
        var results = new Dictionary<Probe, ProbeResult>();
        await using var scan = Assert.IsType<BegunScan>(await _engine.Value.BeginAsync(
            Targets.Of(address), plan, share, new StayingTarget(), null, TestContext.Current.CancellationToken));
        await foreach (var result in scan.ReadAsync().SelectMany(batch => batch))
        {
            results[result.Probe] = result;
        }

        Assert.Equal(Enumerable.Range(1, 40).Where(port => port % 2 == 1 && port > 3), results.Keys.Select(probe => (int)probe.Port!.Value).Order());
        Assert.All(results.Values, result => Assert.Equal(isFiltered && result.Probe.Port == 7 ? Reason.TesterFiltered : Reason.Reset, result.Reason));
    }

    [Theory]
    [InlineData(PortPassage.Open, 0, false, Reason.NoReply)]
    [InlineData(PortPassage.Unknown, 0, false, Reason.TesterPath)]
    [InlineData(PortPassage.Unasked, 0, false, Reason.TesterPath)]
    [InlineData(PortPassage.Open, 3600, false, Reason.TesterPath)]
    [InlineData(PortPassage.Open, 0, true, Reason.TesterPath)]
    public async Task Silence_of_a_host_is_told_only_by_a_tester_that_knows_its_own_path(PortPassage passage, int secondsUnheard, bool isKnownToAnswer, Reason reason)
    {
        var address = Usable("127.0.0.1");
        using var silent = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(address, 0));
        using var silentToo = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        silentToo.Bind(new IPEndPoint(address, 0));
        Probe[] probes = [.. new[] { silent, silentToo }.Select(socket => new Probe(ProbeKind.UdpEmpty, (ushort)((IPEndPoint)socket.LocalEndPoint!).Port))];
        var share = new ScanShare
        {
            Path = new KnownPath { Passage = _ => passage, Heard = TimeSpan.FromSeconds(secondsUnheard) },
            Skip = PlanMarks.Of(2, [1]),
            Known = isKnownToAnswer ? [probes[1]] : [],
        };
        var begun = await _engine.Value.BeginAsync(
            Targets.Of(address), Plans.Of(address.AddressFamily, probes), share, new StayingTarget(), null, TestContext.Current.CancellationToken);
        await using var scan = Assert.IsType<BegunScan>(begun);
        Assert.Equal(reason, (await scan.ReadAsync().SelectMany(batch => batch).LastAsync(TestContext.Current.CancellationToken)).Reason);
    }

    [Fact]
    public async Task Target_that_the_policy_refuses_is_not_sent_a_packet()
    {
        var address = Usable("127.0.0.1");
        using var witness = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        witness.Bind(new IPEndPoint(address, 0));
        using var engine = Engine(_ => new Message("address.denied"));
        var rejected = await RejectedAsync(engine, address, new Probe(ProbeKind.UdpEmpty, (ushort)((IPEndPoint)witness.LocalEndPoint!).Port));
        Assert.Equal(
            (ScanRejection.AddressPolicy, "The operator of this tester has excluded your address from testing."), (rejected.Rejection, rejected.Words.ToString()));
        Assert.False(witness.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectRead));
    }

    [Fact]
    public async Task Target_without_a_route_is_refused_without_naming_it()
    {
        Usable("127.0.0.1");
        var rejected = await RejectedAsync(_engine.Value, IPAddress.Parse("127.255.255.255"), Plans.Echo);
        Assert.Equal(ScanRejection.NoRoute, rejected.Rejection);
        Assert.DoesNotContain("255", rejected.Words.ToString(), StringComparison.Ordinal);
        Assert.True(_engine.Value.TryForget());
    }

    public void Dispose()
    {
        if (_engine.IsValueCreated)
        {
            _engine.Value.Dispose();
        }
    }

    private static ScanEngine Engine(Func<IPAddress, Message?>? refusalOf = null) =>
        new(new ScanEngineOptions { SourcePorts = SourcePorts, PacketsPerSecondPerTarget = 20_000 }, refusalOf ?? (_ => null), TimeProvider.System);

    private static IPAddress Usable(string text)
    {
        Rights.SkipWithoutRawSockets();
        var address = IPAddress.Parse(text);
        try
        {
            ClosedPort(address);
        }
        catch (SocketException e)
        {
            Assert.Skip($"This machine has no {text}: {e.Message}");
        }

        return address;
    }

    private static ushort ClosedPort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<Dictionary<Probe, ProbeResult>> ScanAsync(ScanEngine engine, IPAddress address, params Probe[] probes)
    {
        var results = new Dictionary<Probe, ProbeResult>();
        await using var scan = await BeginAsync(engine, address, Plans.Of(address.AddressFamily, probes));
        await foreach (var batch in scan.ReadAsync())
        {
            foreach (var result in batch)
            {
                results[result.Probe] = result;
            }
        }

        return results;
    }

    private static async Task<BegunScan> BeginAsync(ScanEngine engine, IPAddress address, ScanPlan plan, CancellationToken? cancellationToken = null) =>
        Assert.IsType<BegunScan>(
            await engine.BeginAsync(Targets.Of(address), plan, new StayingTarget(), null, cancellationToken ?? TestContext.Current.CancellationToken));

    private static async Task<RejectedScan> RejectedAsync(ScanEngine engine, IPAddress address, params Probe[] probes) =>
        Assert.IsType<RejectedScan>(await engine.BeginAsync(
            Targets.Of(address), Plans.Of(address.AddressFamily, probes), new StayingTarget(), null, TestContext.Current.CancellationToken));

    private static Task<bool> FirstOf(IAsyncEnumerable<IReadOnlyList<ProbeResult>> results) =>
        results.GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync().AsTask();

    private static ScanPlan Large(IPAddress address) => Plans.Of(address.AddressFamily, [.. Plans.Syns(1, 60_000), new Probe(ProbeKind.UdpEmpty, 9)]);

    // No room is held, and each block of source ports can be had once and no more.
    private async Task AssertNothingIsHeldAsync(IPAddress address)
    {
        Assert.True(_engine.Value.TryForget());
        var all = new List<BegunScan>();
        for (var i = 0; i < _engine.Value.Capacity; i++)
        {
            all.Add(await BeginAsync(_engine.Value, address, Plans.Of(address.AddressFamily, [Plans.Echo])));
        }

        Assert.Equal(ScanRejection.NoFreeSourcePort, (await RejectedAsync(_engine.Value, address, Plans.Echo)).Rejection);
        foreach (var scan in all)
        {
            await scan.DisposeAsync();
        }

        Assert.True(_engine.Value.TryForget());
    }

    private static void Serve(Socket service, int answers, ConcurrentQueue<IPEndPoint> askers)
    {
        try
        {
            while (true)
            {
                EndPoint asker = new IPEndPoint(IPAddress.Any, 0);
                service.ReceiveFrom(new byte[1], ref asker);
                askers.Enqueue((IPEndPoint)asker);
                if (askers.Count <= answers)
                {
                    service.SendTo("hello"u8, asker);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private static void AssertResult(ProbeResult result, PortState state, Reason reason)
    {
        Assert.Equal((state, reason), (result.State, result.Reason));
        Assert.False(result.IsIndirect);
        Assert.NotNull(result.HopLimit);
        Assert.InRange(result.Attempts, 1, 8);
    }
}
