using System.Net;

using Microsoft.Extensions.Time.Testing;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Storage;
using PortScanner.Storage.Memory;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Features.Scans;

public sealed class ScanReadingTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly ScanChanges _changes = new();
    private readonly ScanKey _key = ScanKey.Create();
    private readonly InMemoryScanStore _store;
    private readonly ScanReading _reading;

    public ScanReadingTests()
    {
        _store = new InMemoryScanStore(_time);
        _reading = new ScanReading(_store, _key, _changes, 0, _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_there_already_is_read_at_once()
    {
        await CreateAsync();
        await AppendAsync(22);
        Assert.Equal([(ushort)22], await PortsAsync(_reading.NextAsync(Cancel)));
    }

    [Fact]
    public async Task Reader_who_waits_is_woken_by_what_he_is_told_and_not_by_time()
    {
        await CreateAsync();
        Assert.Empty(await PortsAsync(_reading.NextAsync(Cancel)));
        _time.Advance(Gathering);
        var next = _reading.NextAsync(Cancel);
        Assert.False(next.IsCompleted);
        await AppendAsync(22);
        _changes.Signal();
        Assert.Equal([(ushort)22], await PortsAsync(next));
    }

    [Fact]
    public async Task What_is_told_soon_after_a_reading_is_gathered()
    {
        await CreateAsync();
        Assert.Empty(await PortsAsync(_reading.NextAsync(Cancel)));
        await AppendAsync(22);
        _changes.Signal();
        var next = _reading.NextAsync(Cancel);
        Assert.False(next.IsCompleted);
        await AppendAsync(80);
        _time.Advance(Gathering);
        Assert.Equal([(ushort)22, (ushort)80], await PortsAsync(next));
    }

    [Fact]
    public async Task Change_that_is_told_while_nobody_waits_is_not_missed()
    {
        await CreateAsync();
        Assert.Empty(await PortsAsync(_reading.NextAsync(Cancel)));
        await AppendAsync(22);
        _changes.Signal();
        _time.Advance(Beat);
        Assert.Equal([(ushort)22], await PortsAsync(_reading.NextAsync(Cancel)));
    }

    [Fact]
    public async Task Store_is_not_asked_without_a_change_and_all_the_same_once_a_second()
    {
        await CreateAsync();
        Assert.Empty(await PortsAsync(_reading.NextAsync(Cancel)));
        await _store.DeleteAsync(_key.Id, Cancel);
        var (begun, beats) = (_time.GetTimestamp(), 0);
        while (await BeatAsync() is { } page)
        {
            Assert.Equal((0, ScanOutcome.Running), (page.Results.Count, page.Outcome));
            beats++;
        }

        Assert.Equal(ScanReading.LongestTrust, _time.GetElapsedTime(begun));
        Assert.Equal((int)(ScanReading.LongestTrust / Beat) - 1, beats);
    }

    [Fact]
    public async Task Reader_who_goes_away_is_not_waited_for()
    {
        await CreateAsync();
        using var gone = new CancellationTokenSource();
        Assert.Empty(await PortsAsync(_reading.NextAsync(gone.Token)));
        var next = _reading.NextAsync(gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private Task<ScanPage?> BeatAsync()
    {
        var next = _reading.NextAsync(Cancel);
        _time.Advance(Beat);
        return next;
    }

    private async Task CreateAsync() =>
        await _store.TryCreateAsync(new NewScan(_key, IPAddress.Loopback, _time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromMinutes(1)), Cancel);

    private Task<bool> AppendAsync(ushort port) =>
        _store.AppendAsync(_key, [new ProbeResult(new Probe(ProbeKind.Syn, port), PortState.Open, Reason.SynAck, null, TimeSpan.Zero, 64, 1)], Cancel);

    private static async Task<IEnumerable<ushort>> PortsAsync(Task<ScanPage?> reading) =>
        (await reading.WaitAsync(TimeSpan.FromSeconds(20), Cancel))!.Results.Select(result => result.Probe.Port!.Value);
}
