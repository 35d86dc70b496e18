using System.Net;
using System.Net.Sockets;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>Limits that hold over two web nodes.</summary>
[Collection(nameof(TwoWebNodesLab))]
public sealed class ClusterLimitTests
{
    private static readonly ScanForm Lasting = ScanForm.Lasting with { Format = null };

    private readonly TwoWebNodesLab _lab;

    public ClusterLimitTests(TwoWebNodesLab lab)
    {
        Assert.SkipWhen(lab.WhyNot is not null, lab.WhyNot ?? "");
        _lab = lab;
        lab.MakeWhole();
    }

    [Fact]
    public async Task Address_that_asks_both_nodes_at_once_has_one_scan()
    {
        var visitor = _lab.NewVisitor();

        // Each stays for its report: a scan that was left by its visitor makes way for another.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => _lab.VisitorOf(1 + (i % 2), visitor).Curl("/scan", ["--max-time", "15", .. Lasting.Arguments()]), TestContext.Current.CancellationToken)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(19, answers.Count(answer => answer.Status is 409 or 429));

        // Left alone for a moment, by whichever node has not tested it as well.
        var resting = await Task.WhenAll(Enumerable.Range(1, 2).Select(node => Task.Run(() => Begin(node, visitor), TestContext.Current.CancellationToken)));
        Assert.All(resting, answer => Assert.Equal(429, answer.Status));
        Assert.Equal(204, Delete(1, visitor, await Eventually.Answers(201, () => Begin(2, visitor), "the address could be tested again")));
    }

    [Fact]
    public async Task Household_has_four_scans_at_once_whichever_nodes_they_are_on()
    {
        var visitors = Enumerable.Range(0, 6).Select(_ => _lab.NewVisitor(AddressFamily.InterNetworkV6)).ToList();
        var answers = await Task.WhenAll(visitors.Select((visitor, i) => Task.Run(() => Begin(1 + (i % 2), visitor), TestContext.Current.CancellationToken)));

        var begun = visitors.Zip(answers).Where(pair => pair.Second.Status == 201).ToList();
        Assert.Equal(4, begun.Count);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal(429, answer.Status));
        var (first, firstAnswer) = begun[0];
        Assert.Equal(204, Delete(2, first, firstAnswer));
        var next = visitors.Except(begun.Select(pair => pair.First)).First();
        begun[0] = (next, await Eventually.Answers(201, () => Begin(1, next), "one made way for another"));
        Assert.All(begun, pair => Assert.Contains(Delete(1, pair.First, pair.Second), (int[])[204, 404]));
    }

    [Fact]
    public async Task Database_that_is_away_lets_nothing_begin_and_what_runs_goes_on()
    {
        var (visitor, other) = (_lab.NewVisitor(), _lab.NewVisitor());
        var begun = Begin(1, visitor);
        Assert.Equal(201, begun.Status);
        using var page = _lab.VisitorOf(2, visitor).Stream($"{begun.Header("Location")}/events", []);
        _lab.Database.Kill();

        Assert.Equal((503, 503), (Begin(1, other).Status, Begin(2, other).Status));
        Assert.Equal(200, _lab.VisitorOf(2, visitor).Curl(begun.Header("Location")!).Status);

        _lab.Database.StartAgain();
        await Eventually.Holds(() => _lab.Database.Count("limit_leases") == 1, "what runs was entered again");
        Assert.Equal(409, Begin(2, visitor).Status);
        Assert.Equal(204, Delete(2, other, await Eventually.Answers(201, () => Begin(1, other), "scans began again")));
        Assert.Equal(204, Delete(2, visitor, begun));
        Assert.DoesNotContain(visitor.ToString(), _lab.Logged, StringComparison.Ordinal);
    }

    private HttpAnswer Begin(int node, IPAddress visitor) => _lab.VisitorOf(node, visitor).Curl("/api/scans", Lasting.Arguments());

    private int Delete(int node, IPAddress visitor, HttpAnswer begun) => _lab.VisitorOf(node, visitor).Curl(begun.Header("Location")!, "-X", "DELETE").Status;
}
