using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>The testers' provider drops, rejects or answers what they send: none of it is told as the visitor's.</summary>
[Collection(nameof(ReflectorLab))]
public sealed class TesterPathTests(ReflectorLab lab) : ClusterTest(lab)
{
    private const int Ports = 1200;

    private static readonly string Testers =
        $"ip saddr {{ {string.Join(", ", Enumerable.Range(1, ClusterHosts.TesterCount).Select(ClusterHosts.AddressOfTester))} }} ip daddr != {ClusterHosts.AddressOfHub}";

    // Of the visitor's all three are open: what is told instead must not be told.
    [Fact]
    public async Task Ports_that_the_provider_filters_are_not_the_visitors()
    {
        OpenTcp(25, 110, 143, 80);
        Firewall.Load(Lab.Hosts.Router, $$"""
            table ip lab {
              chain forward {
                type filter hook forward priority 0;
                {{Testers}} tcp dport 25 drop
                {{Testers}} tcp dport 110 reject
              }
              chain prerouting {
                type nat hook prerouting priority -100;
                {{Testers}} tcp dport 143 redirect to :1143
              }
            }
            """);
        using var proxy = new Listeners.TcpService(Lab.Hosts.Router, 1143);
        await RestartTestersAsync();
        try
        {
            await AssertFilteredAsync();
        }
        finally
        {
            // What they know of this network is not so any more.
            Firewall.Clear(Lab.Hosts.Router);
            await RestartTestersAsync();
        }
    }

    private async Task AssertFilteredAsync()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await Eventually.Holds(
            () =>
            {
                var answer = Lab.VisitorOf(Side.V4).Post(new ScanForm { Ports = "T:25,80,110,143,1000" });
                if (answer.Status == 503)
                {
                    // No reflector was heard yet.
                    return false;
                }

                var report = ScanReport.Parse(answer);
                seen.UnionWith(report.Results.Where(row => row.Port == 25).Select(row => row.Answer));
                return report.Results.All(row => row.Answer == row.Port switch
                {
                    80 => "open syn-ack",
                    1000 => "closed reset",
                    _ => "unknown tester-filtered",
                });
            },
            "the testers know what their network filters",
            TimeSpan.FromMinutes(2));
        Assert.Subset(new HashSet<string>(["unknown tester-path", "unknown tester-filtered"], StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Udp_that_the_provider_drops_is_not_silent_at_the_visitors()
    {
        OpenTcp(80);
        Firewall.Set(Lab.Hosts.Router, "forward", Side.V4, $"{Testers} meta l4proto udp drop");

        // Until it shows that nothing comes back of UDP any more.
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        var report = Lab.VisitorOf(Side.V4).Scan(new ScanForm { Ports = "T:80,U:53,123,1001" });
        Assert.All(report.Results, row => Assert.Equal(row.Protocol == "tcp" ? "open syn-ack" : "unknown tester-path", row.Answer));
    }

    [Fact]
    public async Task Nobody_is_tested_by_testers_whose_path_is_cut()
    {
        Firewall.Set(Lab.Hosts.Router, "forward", Side.V4, $"{Testers} drop");
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        await Eventually.Answers(503, () => Lab.VisitorOf(Side.V4).Post(new ScanForm { Ports = "T:80" }), "no tester takes a scan");
    }

    // The visitor's connection is that with the web node, which goes on.
    [Fact]
    public async Task Path_that_is_cut_for_a_while_makes_nothing_silent()
    {
        using var traffic = new TesterTraffic(Client, "meta l4proto { tcp, udp } accept");
        var scan = Task.Run(() => Lab.VisitorOf(Side.V4).Scan(new ScanForm { Ports = $"T:1-{Ports}" }), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => traffic.Now.Sum() > 200, "the scan was under way");
        Firewall.Set(Lab.Hosts.Router, "forward", Side.V4, $"{Testers} drop");
        await Task.Delay(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
        Firewall.Clear(Lab.Hosts.Router);
        var report = await scan;
        Assert.Equal(Ports, report.Results.Count);
        Assert.All(report.Results, row => Assert.Equal("closed reset", row.Answer));
    }

    private async Task RestartTestersAsync()
    {
        foreach (var number in Enumerable.Range(1, ClusterHosts.TesterCount))
        {
            Lab.Tester(number).Kill();
        }

        await Eventually.Holds(() => Lab.KnownTesters.Count == 0, "the web node misses the testers");
        foreach (var number in Enumerable.Range(1, ClusterHosts.TesterCount))
        {
            Lab.StartTester(number);
        }

        await Eventually.Holds(() => Lab.KnownTesters.Count == ClusterHosts.TesterCount, "the web node knows the testers again");
    }
}
