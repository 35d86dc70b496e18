using System.Globalization;
using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>A page whose requests come to two web nodes, as a balancer has it.</summary>
[Collection(nameof(TwoWebNodesLab))]
public sealed class SecondNodeTests : IDisposable
{
    private static readonly string[] Formats = ["text", "html", "ndjson", "json", "csv", "xml", "grepable", "list"];

    // Silent to everything but what belongs to a connection, so that the scan takes longer than it waits for a visitor.
    private const string Silent = "ct state established accept; meta l4proto tcp drop";

    private readonly TwoWebNodesLab _lab;
    private readonly IPAddress _visitor;
    private readonly List<TcpService> _services = [];

    public SecondNodeTests(TwoWebNodesLab lab)
    {
        Assert.SkipWhen(lab.WhyNot is not null, lab.WhyNot ?? "");
        _lab = lab;
        lab.MakeWhole();
        _visitor = lab.NewVisitor();
    }

    public void Dispose()
    {
        _services.ForEach(service => service.Dispose());
        Firewall.Clear(_lab.Hosts.Client);
    }

    [Fact]
    public void Page_begins_on_one_node_follows_on_the_other_takes_equal_reports_from_both_and_deletes()
    {
        _services.Add(new TcpService(_lab.Hosts.Client, 22));
        Firewall.Set(_lab.Hosts.Client, "input", Side.V4, "tcp dport 30 drop");
        var here = Begun(new ScanForm { Ports = "22,23,30", Format = null, Expect = "22" });
        var there = new LiveScan(Visitor(2), here.Path);
        Assert.Equal(200, Visitor(2).Curl(here.Path).Status);

        var (report, verdict) = there.Follow();

        Assert.Equal(3, report.Results.Count);
        Assert.Equal("exposed", verdict);
        Assert.All(Formats, format => Assert.Equal(Report(1, here, format), Report(2, here, format)));
        Assert.Equal(204, there.Delete().Status);
        Assert.Equal((404, 404), (here.Delete().Status, there.Delete().Status));
    }

    // Nothing but the reader on the other node shows that the visitor is there, and a scan rests and ends some seconds after that is gone.
    [Fact]
    public void Visitor_who_is_seen_by_the_other_node_alone_is_tested_on_and_goes_on_behind_what_he_has()
    {
        var here = Begun(ScanForm.Lasting with { Format = null });
        var first = Events(here, "--max-time", "15");
        Assert.Contains("event: rows", first, StringComparison.Ordinal);
        Assert.DoesNotContain("event: end", first, StringComparison.Ordinal);
        var last = first.Split('\n').Last(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];

        var second = Events(here, "--max-time", "6", "-H", $"Last-Event-ID: {last}");

        Assert.DoesNotContain("event: end", second, StringComparison.Ordinal);
        Assert.DoesNotContain("event: gone", second, StringComparison.Ordinal);
        Assert.Contains("event: alive", second, StringComparison.Ordinal);
        Assert.All(
            second.Split('\n').Where(line => line.StartsWith("id: ", StringComparison.Ordinal)),
            line => Assert.True(int.Parse(line[4..], CultureInfo.InvariantCulture) > int.Parse(last, CultureInfo.InvariantCulture)));
        Assert.Equal(204, here.Delete().Status);
    }

    [Fact]
    public async Task Page_is_told_that_its_scan_is_gone_with_its_node_and_its_visitor_is_free_on_the_other()
    {
        Firewall.Set(_lab.Hosts.Client, "input", Side.V4, Silent);
        var here = Begun(new ScanForm { Ports = "1-40", Format = null });
        var seen = "";
        using var page = Visitor(2).Stream($"{here.Path}/events", [], line => seen += line + "\n");
        await Eventually.Holds(() => seen.Contains("event: alive", StringComparison.Ordinal), "the other node told of the scan");

        _lab.Node(1).Kill();

        await Eventually.Holds(() => seen.Contains("event: gone", StringComparison.Ordinal), "the page was told");
        Assert.Equal(404, Visitor(2).Curl(here.Path).Status);
        // The visitor's claim lapses with the node's lease.
        var next = await Eventually.Answers(201, () => Visitor(2).Curl("/api/scans", new ScanForm { Ports = "22", Format = null }.Arguments()), "the visitor could begin anew");
        Assert.Equal(204, new LiveScan(Visitor(2), next.Header("Location")!).Delete().Status);
    }

    private string Events(LiveScan scan, params string[] arguments) =>
        _lab.Hosts.Client.RunIn("curl", ["-sSN", "--interface", _visitor.ToString(), .. arguments, Visitor(2).Page($"{scan.Path}/events")]).Output;

    private string Report(int node, LiveScan scan, string format) => Visitor(node).Curl($"{scan.Path}/report?format={format}").Body;

    private LiveScan Begun(ScanForm form)
    {
        var answer = Visitor(1).Curl("/api/scans", form.Arguments());
        Assert.Equal(201, answer.Status);
        return new LiveScan(Visitor(1), answer.Header("Location")!);
    }

    private Visitor Visitor(int node) => _lab.VisitorOf(node, _visitor);
}
