using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>
/// A visitor who is silent to all but one question, so that a scan takes its time, and little of it is certain before its end. The one answer is what makes
/// the silence his: testers that know of no reflector call nobody silent who answers them nothing.
/// </summary>
internal static class SilentHost
{
    /// <summary>His firewall.</summary>
    public const string Rules = "ct state established accept; tcp dport 1 accept; meta l4proto { tcp, udp } drop";

    private const int Ports = 1500;

    /// <summary>Begins a scan of him, and waits until it is under way.</summary>
    /// <returns>The scan, and the number of the tester that sends.</returns>
    public static async Task<(Task<ScanReport> Scan, int Tester)> BeginAsync(ClusterLab lab, TesterTraffic traffic)
    {
        var scan = Task.Run(() => lab.VisitorOf(Side.V4).Scan(new ScanForm { Ports = $"T:1-{Ports}" }), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => scan.IsCompleted || traffic.Now.Sum() > 200, "the scan was under way");
        Assert.False(scan.IsFaulted, $"{scan.Exception}\n{lab.Web.Written}");
        return (scan, traffic.Sender!.Value);
    }

    /// <summary>All of him was found to be silent, however often the scan was handed on.</summary>
    public static void AssertFinished(ScanReport report)
    {
        Assert.Equal(Ports, report.Results.Count);
        Assert.All(report.Results, row => Assert.Equal(row.Port == 1 ? "closed reset" : "stealth no-reply", row.Answer));
    }
}
