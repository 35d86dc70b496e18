using System.Buffers.Binary;
using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Tests.Features.Tester;

namespace PortScanner.Web.Tests.Features.Cluster;

/// <summary>What a web node asks of testers elsewhere, and what they do with it, over a bus within the process.</summary>
public sealed class SmallClusterTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly SmallCluster _cluster = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Scan_brings_results_progress_and_what_the_visitors_connection_tells()
    {
        var tester = await _cluster.StartTesterAsync("t1");
        var progress = new ScanProgress();
        await using var begun = await _cluster.BegunAsync(progress: progress);
        Assert.Equal((ScriptedEngine.Route, ScriptedEngine.Seed), (begun.Route, begun.Seed));
        Assert.Equal((SmallCluster.Visitor, 2), Assert.Single(tester.Asked) is var (target, plan) ? (target, plan.Probes.Count) : default);

        tester.Progress!.Mirror(ScanActivity.AwaitingLimit, 3, 7, 99, TimeSpan.FromSeconds(3));
        tester.Find(Found(22), Found(80));
        tester.Finish();
        Assert.Equal([Found(22), Found(80)], await ReadAsync(begun));
        Assert.Equal((ScanActivity.AwaitingLimit, 99L), (progress.Activity, progress.PacketsSent));
        Assert.InRange(tester.Connection!.Look().SinceSeen, new StayingVisitor().Look().SinceSeen, TimeSpan.FromSeconds(5));
        await tester.Ended.WaitAsync(Timeout, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_tester_there_is_no_scan_and_with_one_there_is()
    {
        Assert.Equal(ScanRejection.NoTester, await _cluster.Engine.CheckReadinessAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ScanRejection.NoTester, Assert.IsType<RejectedScan>(await BeginAsync()).Rejection);
        await _cluster.StartTesterAsync("t1");
        Assert.Null(await _cluster.Engine.CheckReadinessAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Tester_that_has_no_room_is_followed_by_another_and_where_none_has_that_is_said()
    {
        (await _cluster.StartTesterAsync("t1")).Rejection = ScanRejection.NoCapacity;
        Assert.Equal(ScanRejection.NoCapacity, Assert.IsType<RejectedScan>(await BeginAsync()).Rejection);

        await _cluster.StartTesterAsync("t2");
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await using var begun = await _cluster.BegunAsync();
        }

        Assert.Equal(4, _cluster.Engines["t2"].Asked.Count);
    }

    [Fact]
    public async Task Tester_that_was_lost_again_and_again_is_asked_where_there_is_no_other_alone()
    {
        await _cluster.StartTesterAsync("t1");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            _cluster.Losses.Note("t1");
            _cluster.LossTime.Advance(TimeSpan.FromSeconds(10));
        }

        await using (await _cluster.BegunAsync())
        {
        }

        await _cluster.StartTesterAsync("t2");
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await using var begun = await _cluster.BegunAsync();
        }

        Assert.Equal((1, 4), (_cluster.Engines["t1"].Asked.Count, _cluster.Engines["t2"].Asked.Count));
    }

    /// <summary>How the scan gets on is not kept, and so overtakes what is; it must not be taken for a refusal, as the tester sends.</summary>
    [Fact]
    public async Task Begin_that_is_lost_on_its_way_comes_again_and_lets_nobody_else_begin()
    {
        var isLost = false;
        _cluster.Bus.Loses = (subject, message) => subject.StartsWith("ps.r.", StringComparison.Ordinal)
            && BinaryPrimitives.ReadUInt64BigEndian(message.Span[17..]) == 1
            && !Interlocked.Exchange(ref isLost, true);
        await _cluster.StartTesterAsync("t1");
        await _cluster.StartTesterAsync("t2");
        await using var begun = await _cluster.BegunAsync();
        Assert.True(isLost);
        Assert.Equal(1, _cluster.Engines.Values.Sum(engine => engine.Asked.Count));
    }

    [Fact]
    public async Task What_was_settled_at_a_tester_that_is_lost_is_not_and_counts_from_the_scans_begin_at_the_next()
    {
        var first = await _cluster.StartTesterAsync("t1");
        var progress = new ScanProgress();
        await using var begun = await _cluster.BegunAsync(progress: progress);
        await using var results = begun.ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var second = await _cluster.StartTesterAsync("t2");
        first.Progress!.Mirror(ScanActivity.AwaitingLimit, 0, 1, 9, null, TimeSpan.FromSeconds(1));
        first.Find(Found(22));
        Assert.True(await results.MoveNextAsync());
        await SettledAsync(progress, isSo: true);

        var left = TimeProvider.System.GetTimestamp();
        await _cluster.StopTesterAsync("t1");
        var next = results.MoveNextAsync();
        await SettledAsync(progress, isSo: false);
        while (second.Progress is null)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var after = TimeProvider.System.GetElapsedTime(left);
        second.Progress.Mirror(ScanActivity.AwaitingLimit, 0, 0, 9, null, TimeSpan.FromSeconds(1));
        await SettledAsync(progress, isSo: true);
        Assert.InRange(progress.SettledAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) + after + Timeout);
        Assert.NotEqual(TimeSpan.FromSeconds(1), progress.SettledAfter.Value);
        second.Find(Found(80));
        second.Finish();
        Assert.True(await next);
    }

    [Fact]
    public async Task Tester_that_tells_of_what_is_not_its_own_is_lost()
    {
        var first = await _cluster.StartTesterAsync("t1");
        await using var begun = await _cluster.BegunAsync();
        await using var results = begun.ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        first.Find(Found(22));
        Assert.True(await results.MoveNextAsync());
        var second = await _cluster.StartTesterAsync("t2");
        await _cluster.StopTesterAsync("t1");
        second.Find(Found(22) with { State = PortState.Closed, Reason = Reason.Reset });
        second.Finish();
        Assert.True(await results.MoveNextAsync());
        Assert.Equal((Reason.TesterLost, new Probe(ProbeKind.Syn, 80)), Assert.Single(results.Current) is var row ? (row.Reason, row.Probe) : default);
    }

    [Fact]
    public async Task Scan_that_is_given_up_ends_in_the_tester()
    {
        var tester = await _cluster.StartTesterAsync("t1");
        var begun = await _cluster.BegunAsync();
        await begun.DisposeAsync();
        await tester.Ended.WaitAsync(Timeout, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_a_tester_that_leaves_has_not_finished_goes_on_at_another_without_what_is_known()
    {
        var first = await _cluster.StartTesterAsync("t1");
        await using var begun = await _cluster.BegunAsync();
        await using var results = begun.ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var second = await _cluster.StartTesterAsync("t2");
        first.Find(Found(22), Silent(80));
        Assert.True(await results.MoveNextAsync());

        await _cluster.StopTesterAsync("t1");
        second.Find(Found(80));
        second.Finish();
        Assert.True(await results.MoveNextAsync());
        Assert.Equal([Found(80)], results.Current);
        Assert.False(await results.MoveNextAsync());
        var next = Assert.Single(begun.Others());
        Assert.Equal((SourceRole.WentOn, ScriptedEngine.Route.Source, ScriptedEngine.Route.Source), (next.Role, next.Address, next.Instead));
        Assert.InRange(next.Since, TimeProvider.System.GetUtcNow() - Timeout, TimeProvider.System.GetUtcNow());

        var share = Assert.Single(second.Shares)!;
        var plan = second.Asked[0].Plan;
        Assert.Equal([new Probe(ProbeKind.Syn, 80)], plan.Probes.Where((_, place) => share.Has(plan, place)));
        Assert.Equal([new Probe(ProbeKind.Syn, 22)], share.Known);
        Assert.InRange(share.Budget!.Value, TimeSpan.FromSeconds(20), plan.TimeBudget);
        Assert.Equal((1L, 2L, 1L, 0L), Counted("t1"));
        Assert.Equal((1L, 1L, 0L, 1L), Counted("t2"));
    }

    [Fact]
    public async Task Firewall_is_told_of_by_the_tester_that_ended_the_scan_alone()
    {
        var first = await _cluster.StartTesterAsync("t1");
        await using var begun = await _cluster.BegunAsync(firewall: true);
        await using var results = begun.ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var second = await _cluster.StartTesterAsync("t2");
        first.Find(Found(22), Found(80) with { Probe = new Probe(ProbeKind.Ack, 22) });
        Assert.True(await results.MoveNextAsync());
        Assert.Equal([Found(22)], results.Current);

        await _cluster.StopTesterAsync("t1");
        var test = Found(80) with { Probe = new Probe(ProbeKind.Ack, 80), State = PortState.Closed, Reason = Reason.Reset };
        second.Find(Found(80), test);
        second.Finish();
        Assert.True(await results.MoveNextAsync());
        Assert.Equal([Found(80)], results.Current);
        Assert.True(await results.MoveNextAsync());
        Assert.Equal([test], results.Current);
        Assert.False(await results.MoveNextAsync());
    }

    private (long Scans, long Rows, long Lost, long Continued) Counted(string tester) =>
        _cluster.Counts.Of(tester) is var count ? (count.Scans, count.Rows, count.Lost, count.Continued) : default;

    [Fact]
    public async Task What_nobody_goes_on_with_is_unknown_and_never_silent()
    {
        var first = await _cluster.StartTesterAsync("t1");
        await using var begun = await _cluster.BegunAsync();
        await using var results = begun.ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        first.Find(Found(22), Silent(80));
        Assert.True(await results.MoveNextAsync());
        await _cluster.StopTesterAsync("t1");

        Assert.True(await results.MoveNextAsync());
        Assert.Equal([new ProbeResult(new Probe(ProbeKind.Syn, 80), PortState.Unknown, Reason.TesterLost, null, null, null, 0)], results.Current);
        Assert.False(await results.MoveNextAsync());
    }

    [Fact]
    public async Task Result_of_a_probe_that_was_not_asked_for_is_not_believed_and_another_tester_goes_on()
    {
        var liar = await _cluster.StartTesterAsync("t1");
        await using var begun = await _cluster.BegunAsync();
        var honest = await _cluster.StartTesterAsync("t2");
        liar.Find(Found(23));
        honest.Find(Found(22), Found(80));
        honest.Finish();
        Assert.Equal([Found(22), Found(80)], await ReadAsync(begun));
    }

    [Fact]
    public async Task Web_node_that_is_told_to_stop_begins_nothing_more_and_waits_for_what_runs()
    {
        var tester = await _cluster.StartTesterAsync("t1");
        await using var begun = await _cluster.BegunAsync();
        var drained = _cluster.Running.DrainAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(ScanRejection.NoTester, await _cluster.Engine.CheckReadinessAsync(TestContext.Current.CancellationToken));
        Assert.IsType<RejectedScan>(await BeginAsync());
        Assert.False(drained.IsCompleted);

        tester.Find(Found(22), Found(80));
        tester.Finish();
        Assert.Equal([Found(22), Found(80)], await ReadAsync(begun));
        await drained.WaitAsync(Timeout, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("64:ff9b::1")]
    [InlineData("192.0.2.7")]
    public async Task Tester_asks_its_own_policy_whoever_granted(string address)
    {
        // The web node lets in whom this tester does not.
        var strict = new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions { AllowNetworks = ["198.51.100.0/24"] }));
        var lax = new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions { AllowNetworks = ["10.0.0.0/8", "192.0.2.0/24"] }));
        var tester = await _cluster.StartTesterAsync("t1", strict);
        if (lax.TryAdmit(Web.Features.Callers.CallerAddress.RelayedByFrontEnd(IPAddress.Parse(address)), out _) is { } target)
        {
            Assert.Equal(ScanRejection.AddressPolicy, Assert.IsType<RejectedScan>(await BeginAsync(_cluster.Engine, target)).Rejection);
        }

        Assert.Empty(tester.Asked);
    }

    [Fact]
    public async Task Tester_counts_for_itself()
    {
        var limits = AdmissionSettings.Create(new AdmissionOptions { ScansPerAddress = 1, Cooldown = TimeSpan.Zero }).Limits;
        var tester = await _cluster.StartTesterAsync("t1", limits: limits);
        tester.Rejection = ScanRejection.NoRoute;
        Assert.Equal(ScanRejection.NoRoute, Assert.IsType<RejectedScan>(await BeginAsync()).Rejection);

        // What came to nothing does not count; what began does.
        tester.Rejection = null;
        await using (await _cluster.BegunAsync())
        {
        }

        Assert.Equal(ScanRejection.NoCapacity, Assert.IsType<RejectedScan>(await BeginAsync()).Rejection);
        Assert.Equal(2, tester.Asked.Count);
    }

    [Fact]
    public async Task Plan_that_the_tester_makes_otherwise_is_refused()
    {
        Assert.True(PayloadFile.TryParse("udp 4711 \"x\"", out var payloads, out _));
        var tester = await _cluster.StartTesterAsync("t1", payloads: payloads);
        Assert.Equal(ScanRejection.NoTester, Assert.IsType<RejectedScan>(await BeginAsync(ports: "U:4711")).Rejection);
        Assert.Empty(tester.Asked);
    }

    [Fact]
    public async Task Nobody_but_a_known_web_node_is_obeyed_whatever_it_calls_itself()
    {
        var tester = await _cluster.StartTesterAsync("t1");
        Assert.IsType<RejectedScan>(await BeginAsync(_cluster.WebNode("w1", keyOf: "stranger"), Targets.Of(SmallCluster.Visitor)));
        Assert.Empty(tester.Asked);
    }

    [Fact]
    public async Task What_was_heard_on_the_bus_begins_nothing_a_second_time_nor_elsewhere()
    {
        var tester = await _cluster.StartTesterAsync("t1");
        await using (await _cluster.BegunAsync())
        {
        }

        var other = await _cluster.StartTesterAsync("t2");
        var heard = _cluster.Bus.PostedOn("ps.q.");
        Assert.Single(heard);
        _cluster.Bus.Post("ps.q.t1", heard[0].Message);
        _cluster.Bus.Post("ps.q.t2", heard[0].Message);
        for (var place = 0; place < heard[0].Message.Length; place += 7)
        {
            var changed = heard[0].Message.ToArray();
            changed[place] ^= 0x10;
            _cluster.Bus.Post("ps.q.t1", changed);
        }

        await _cluster.Bus.DeliveredAsync();
        Assert.Single(tester.Asked);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Visitor_is_not_named_on_the_bus()
    {
        await _cluster.StartTesterAsync("t1");
        await using (await _cluster.BegunAsync())
        {
        }

        var name = SmallCluster.Visitor.ToString();
        Assert.DoesNotContain(_cluster.Bus.PostedOn("ps."), one => System.Text.Encoding.Latin1.GetString(one.Message.Span).Contains(name, StringComparison.Ordinal));
    }

    private static async Task SettledAsync(ScanProgress progress, bool isSo)
    {
        while (progress.SettledAfter is not null != isSo)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static ProbeResult Found(ushort port) =>
        new(new Probe(ProbeKind.Syn, port), PortState.Open, Reason.SynAck, null, TimeSpan.FromMicroseconds(1234), 64, 1);

    private static ProbeResult Silent(ushort port) =>
        new(new Probe(ProbeKind.Syn, port), PortState.Stealth, Reason.NoReply, null, null, null, 1) { Remarks = Remarks.Provisional };

    private static async Task<List<ProbeResult>> ReadAsync(BegunScan scan)
    {
        var found = new List<ProbeResult>();
        await foreach (var results in scan.ReadAsync())
        {
            found.AddRange(results);
        }

        return found;
    }

    private Task<ScanStart> BeginAsync(string ports = "22,80") => BeginAsync(_cluster.Engine, Targets.Of(SmallCluster.Visitor), ports);

    private static Task<ScanStart> BeginAsync(Web.Features.Cluster.Asking.ClusterScanEngine engine, Core.Addresses.ScanTarget target, string ports = "22,80") =>
        engine.BeginAsync(target, SmallCluster.Plan(ports), new StayingVisitor(), null, TestContext.Current.CancellationToken);
}
