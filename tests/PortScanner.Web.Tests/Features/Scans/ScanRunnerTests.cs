using System.Net;
using System.Net.Sockets;

using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Storage;
using PortScanner.Storage.Memory;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Tests.Features.Tester;

namespace PortScanner.Web.Tests.Features.Scans;

public sealed class ScanRunnerTests : IDisposable
{
    private static readonly IPAddress Visitor = IPAddress.Parse("192.0.2.7");

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly ScriptedEngine _engine = new();
    private readonly InMemoryScanStore _store = new(TimeProvider.System);
    private readonly ScanKey _key = ScanKey.Create();
    private readonly ScanProgress _progress = new();
    private readonly ScanChanges _changes = new();
    private readonly ScanMeter _meter = new(engine: null);
    private readonly CancellationTokenSource _ending = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _meter.Dispose();
        _ending.Dispose();
    }

    [Fact]
    public async Task Scan_is_stored_to_its_end_and_what_it_held_is_given_back()
    {
        var running = await StartAsync();
        _engine.Find(Found(22));
        _engine.Find(Found(80));
        _engine.Finish();
        await running;
        await AssertEndedAsync(ScanOutcome.Completed, Found(22), Found(80));
    }

    [Fact]
    public async Task Scan_that_is_ended_before_its_first_result_is_a_failed_one_and_what_it_held_is_given_back()
    {
        await _ending.CancelAsync();
        await await StartAsync();
        await AssertEndedAsync(ScanOutcome.Failed);
    }

    [Fact]
    public async Task Scan_that_is_ended_between_two_results_has_told_of_the_first_and_what_it_held_is_given_back()
    {
        var told = _changes.Awaited;
        var running = await StartAsync();
        Assert.False(told.IsCompleted);
        _engine.Find(Found(22));
        await told.WaitAsync(Timeout, Cancel);
        Assert.Equal([Found(22)], (await _store.ReadAsync(_key, 0, Cancel))!.Results);

        await _ending.CancelAsync();
        await running;
        await AssertEndedAsync(ScanOutcome.Failed, Found(22));
    }

    [Fact]
    public async Task Scan_whose_rows_were_deleted_ends_and_what_it_held_is_given_back()
    {
        var running = await StartAsync();
        await _store.DeleteAsync(_key.Id, Cancel);
        _engine.Find(Found(22));
        await running;
        Assert.True(_engine.Ended.IsCompleted);
        Assert.Null(await _store.ReadAsync(_key, 0, Cancel));
    }

    [Fact]
    public async Task Scan_is_told_to_be_settled_once_it_is_and_each_probe_has_a_stored_result()
    {
        var running = await StartAsync();
        _progress.Mirror(ScanActivity.AwaitingLimit, 0, 0, 9, null, TimeSpan.FromSeconds(4));
        _engine.Find(Found(22));
        await ReadAsync(Found(22));
        Assert.Null(_changes.SettledAfter);

        var provisional = Found(80) with { State = PortState.ClosedFiltered, Reason = Reason.RateLimited, Remarks = Remarks.Provisional };
        _engine.Find(provisional);
        await ReadAsync(Found(22), provisional);
        for (var told = _changes.Awaited; _changes.SettledAfter is null; told = _changes.Awaited)
        {
            await told.WaitAsync(Timeout, Cancel);
        }

        Assert.Equal(TimeSpan.FromSeconds(4), _changes.SettledAfter);
        await _ending.CancelAsync();
        await running;
    }

    private async Task ReadAsync(params ProbeResult[] results)
    {
        for (var told = _changes.Awaited; (await _store.ReadAsync(_key, 0, Cancel))!.Results.Count < results.Length; told = _changes.Awaited)
        {
            await told.WaitAsync(Timeout, Cancel);
        }

        Assert.Equal(results, (await _store.ReadAsync(_key, 0, Cancel))!.Results);
    }

    private static ProbeResult Found(ushort port) => new(new Probe(ProbeKind.Syn, port), PortState.Open, Reason.SynAck, null, TimeSpan.Zero, 64, 1);

    private async Task<Task> StartAsync()
    {
        Assert.True(PortSpecification.TryParse("22,80", out var ports, out _));
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = ports }, out var plan, out _));
        var now = TimeProvider.System.GetUtcNow();
        await _store.TryCreateAsync(new NewScan(_key, Visitor, now, now + TimeSpan.FromMinutes(1)), Cancel);
        var path = new VisitorPath(new VisitorSigns(TimeProvider.System), null, TimeProvider.System);
        var begun = Assert.IsType<BegunScan>(await _engine.BeginAsync(Targets.Of(Visitor), plan, path, null, _ending.Token));
        var runner = new ScanRunner(_store, _meter, TimeProvider.System, NullLogger<ScanRunner>.Instance);
        return runner.RunAsync(begun, plan, path, _key, _progress, _changes, _ending.Token);
    }

    private async Task AssertEndedAsync(ScanOutcome outcome, params ProbeResult[] results)
    {
        Assert.True(_engine.Ended.IsCompleted);
        var page = await _store.ReadAsync(_key, 0, Cancel);
        Assert.Equal(outcome, page!.Outcome);
        Assert.Equal(results, page.Results);
    }
}
