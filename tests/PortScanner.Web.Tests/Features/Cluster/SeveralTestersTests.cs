using System.Net;
using System.Net.Sockets;

using PortScanner.Cluster.Testers;
using PortScanner.Core.Addresses;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Cluster.Testing;
using PortScanner.Web.Tests.Features.Tester;

namespace PortScanner.Web.Tests.Features.Cluster;

/// <summary>One scan of several testers, at the same time and one after the other.</summary>
public sealed class SeveralTestersTests
{
    [Fact]
    public async Task Udp_is_spread_and_what_all_find_is_read_as_one()
    {
        await using var cluster = new SmallCluster(ScanSpread.Udp);
        foreach (var name in (string[])["t1", "t2", "t3"])
        {
            await cluster.StartTesterAsync(name);
        }

        var progress = new ScanProgress();
        await using var begun = await cluster.BegunAsync("T:1-3,U:2001-2024", progress);
        Assert.All(cluster.Engines.Values, engine => Assert.Single(engine.Shares));
        Assert.Equal(1, cluster.Engines.Values.Sum(engine => engine.Shares[0]!.Pace.Part), 6);
        foreach (var engine in cluster.Engines.Values)
        {
            var (share, plan) = (engine.Shares[0]!, engine.Asked[0].Plan);
            engine.Progress!.Mirror(ScanActivity.Asking, 0, 0, 10, null);
            engine.Find([.. plan.Probes.Where((_, place) => share.Has(plan, place)).Select(probe => Row(probe, PortState.Closed, Reason.PortUnreach))]);
            engine.Finish();
        }

        var found = await ReadAsync(begun);
        Assert.Equal(SmallCluster.Plan("T:1-3,U:2001-2024").Probes.OrderBy(Name, StringComparer.Ordinal), found.Select(result => result.Probe).OrderBy(Name, StringComparer.Ordinal));
        Assert.Equal(30, progress.PacketsSent);
        Assert.Equal([(SourceRole.Part, ScriptedEngine.Route.Source), (SourceRole.Part, ScriptedEngine.Route.Source)], Sources(begun));
    }

    [Fact]
    public async Task Second_opinion_is_another_testers_and_silence_that_it_contradicts_is_none()
    {
        await using var cluster = new SmallCluster(secondOpinion: true);
        var first = await cluster.StartTesterAsync("t1");
        await using var begun = await cluster.BegunAsync("22,80");
        var second = await cluster.StartTesterAsync("t2");
        var (open, silent) = (new Probe(ProbeKind.Syn, 22), new Probe(ProbeKind.Syn, 80));
        first.Find(Row(open, PortState.Open, Reason.SynAck), Row(silent, PortState.Stealth, Reason.NoReply));
        first.Finish();
        second.Find(Row(open, PortState.Open, Reason.SynAck), Row(silent, PortState.Closed, Reason.Reset));
        second.Finish();

        var latest = (await ReadAsync(begun)).GroupBy(result => result.Probe).ToDictionary(results => results.Key, results => results.Last());
        Assert.Equal((PortState.Open, Remarks.SeenTwice), (latest[open].State, latest[open].Remarks));
        Assert.Equal((PortState.Unknown, Remarks.SeenOtherwise), (latest[silent].State, latest[silent].Remarks));
        Assert.Single(second.Asked);
        Assert.Equal([(SourceRole.Second, ScriptedEngine.Route.Source)], Sources(begun));
    }

    [Fact]
    public async Task What_one_testers_network_filters_another_is_asked()
    {
        await using var cluster = new SmallCluster();
        var first = await cluster.StartTesterAsync("t1");
        await using var begun = await cluster.BegunAsync("22,25,80");
        var second = await cluster.StartTesterAsync("t2");
        var (closed, filtered) = (new Probe(ProbeKind.Syn, 22), new Probe(ProbeKind.Syn, 25));
        first.Find(Row(closed, PortState.Closed, Reason.Reset), Row(filtered, PortState.Unknown, Reason.TesterFiltered), Row(new Probe(ProbeKind.Syn, 80), PortState.Stealth, Reason.NoReply));
        first.Finish();
        second.Find(Row(filtered, PortState.Open, Reason.SynAck));
        second.Finish();

        Assert.Equal(Row(filtered, PortState.Open, Reason.SynAck), (await ReadAsync(begun)).Last());
        var (share, plan) = (Assert.Single(second.Shares)!, Assert.Single(second.Asked).Plan);
        Assert.Equal([filtered], plan.Probes.Where((_, place) => share.Has(plan, place)));
        Assert.Equal([closed], share.Known);
        Assert.Equal([(SourceRole.Elsewhere, ScriptedEngine.Route.Source)], Sources(begun));
    }

    // Both of one provider, of which IPv6 says nothing of IPv4.
    [Theory]
    [InlineData("h", "h", "h", 0)]
    [InlineData("h", "other", "h", 1)]
    [InlineData("h", null, "h", 1)]
    [InlineData(null, null, "h", 1)]
    public async Task Who_is_behind_the_same_filter_is_not_asked_what_it_filters(string? filter, string? otherFilter, string? both, int asked)
    {
        await using var cluster = new SmallCluster();
        (cluster.Filters["t1"], cluster.Filters["t2"]) = (new TesterFilters(Filter(filter), Filter(both)), new TesterFilters(Filter(otherFilter), Filter(both)));
        var first = await cluster.StartTesterAsync("t1");
        await using var begun = await cluster.BegunAsync("22,25");
        var second = await cluster.StartTesterAsync("t2");
        var filtered = new Probe(ProbeKind.Syn, 25);
        first.Find(Row(new Probe(ProbeKind.Syn, 22), PortState.Closed, Reason.Reset), Row(filtered, PortState.Unknown, Reason.TesterFiltered));
        first.Finish();
        second.Find(Row(filtered, PortState.Open, Reason.SynAck));
        second.Finish();
        await ReadAsync(begun);
        Assert.Equal(asked, second.Asked.Count);
    }

    [Fact]
    public void Tester_tells_what_is_filtered_by_family_and_nothing_before_it_was_measured()
    {
        Assert.Null(TesterSelf.FiltersOf(_ => null));
        Assert.Equal(
            new TesterFilters(null, new FilteredPorts("six", 6)),
            TesterSelf.FiltersOf(family => family == AddressFamily.InterNetworkV6 ? new Web.Features.Reach.FilteredPorts(6, "six") : null));
        Assert.Equal(
            new TesterFilters(new FilteredPorts("four", 4), new FilteredPorts("six", 6)),
            TesterSelf.FiltersOf(family => family == AddressFamily.InterNetworkV6 ? new Web.Features.Reach.FilteredPorts(6, "six") : new Web.Features.Reach.FilteredPorts(4, "four")));
    }

    [Fact]
    public async Task Without_another_tester_there_is_no_second_opinion()
    {
        await using var cluster = new SmallCluster(secondOpinion: true);
        var only = await cluster.StartTesterAsync("t1");
        await using var begun = await cluster.BegunAsync("22");
        only.Find(Row(new Probe(ProbeKind.Syn, 22), PortState.Open, Reason.SynAck));
        only.Finish();
        Assert.Equal(Remarks.None, Assert.Single(await ReadAsync(begun)).Remarks);
        Assert.Single(only.Asked);
        Assert.Empty(begun.Others());
    }

    private static IEnumerable<(SourceRole Role, IPAddress Address)> Sources(BegunScan scan) => scan.Others().Select(other => (other.Role, other.Address));

    private static FilteredPorts? Filter(string? hash) => hash is null ? null : new FilteredPorts(hash, 1);

    private static string Name(Probe probe) => $"{probe.Kind} {probe.Port:D5}";

    private static ProbeResult Row(Probe probe, PortState state, Reason reason) => new(probe, state, reason, null, null, null, 1);

    private static async Task<List<ProbeResult>> ReadAsync(BegunScan scan)
    {
        var found = new List<ProbeResult>();
        await foreach (var results in scan.ReadAsync())
        {
            found.AddRange(results);
        }

        return found;
    }
}
