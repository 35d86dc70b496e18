using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>
/// Scans from addresses that occur nowhere else, over a broker that logs all that passes; then its log, its memory, its files, and the most verbose
/// logs of web node and testers are searched for the addresses and the port.
/// </summary>
public sealed class ClusterNothingKeptTests : ClusterTest
{
    // Beyond what systems number clients' ports and processes by.
    private const int OpenPort = 61913;

    private static readonly IPAddress[] Addresses = [IPAddress.Parse("198.51.100.213"), IPAddress.Parse("2001:db8:2::c0de:fade:5ca1")];
    private static readonly Canary[] Canaries = [.. Addresses.Select(Canary.Of), Canary.Of(OpenPort)];

    public ClusterNothingKeptTests(ClusterLab lab)
        : base(lab)
    {
        Client.Configure($"addr add {Addresses[0]}/24 dev wan\naddr add {Addresses[1]}/64 dev wan nodad");
        RestartBroker(isVerbose: true);
    }

    [Fact]
    public void Neither_addresses_nor_ports_of_visitors_are_with_the_broker_however_much_it_logs()
    {
        using var open = new TcpService(Client, OpenPort);
        foreach (var (side, address) in new[] { Side.V4, Side.V6 }.Zip(Addresses))
        {
            var report = new Visitor(Client, side.Server, address).Scan(new ScanForm { Ports = $"22,{OpenPort},U:{OpenPort}", Icmp = "yes" });
            Assert.Contains(report.Results, row => row is { Port: OpenPort, State: "open" });
        }

        var log = File.ReadAllBytes(Lab.Broker.LogFile);

        // Proof that all of it is searched: what passes in clear, a tester's own address in its heartbeat, is there, and so are requests and results.
        var clear = IPAddress.Parse(ClusterHosts.AddressOfTester6(1));
        Assert.NotEmpty(Canary.Of(clear).FoundIn(log));
        Assert.NotEmpty(ProcessMemory.FoundIn(Lab.Broker.ProcessId, clear));
        Assert.All((string[])["PUB ps.q.t", "PUB ps.u.t", "PUB ps.r.w1.t"], words => Assert.True(log.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(words)) >= 0, words));

        Assert.Empty(Canaries.SelectMany(canary => canary.FoundIn(log)));
        Assert.Empty(ProcessMemory.FoundIn(Lab.Broker.ProcessId, Addresses[1]));
        Assert.Equal([Lab.Broker.LogFile], FilesWrittenBy(Lab.Broker.ProcessId));
        Assert.All(
            (string[])[Lab.Web.Written, .. Enumerable.Range(1, ClusterHosts.TesterCount).Select(number => Lab.Tester(number).Written)],
            written => Assert.Empty(Canaries.SelectMany(canary => canary.FoundIn(System.Text.Encoding.UTF8.GetBytes(written)))));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Client.Configure($"addr del {Addresses[0]}/24 dev wan\naddr del {Addresses[1]}/64 dev wan");
        RestartBroker(isVerbose: false);
        base.Dispose(disposing);
    }

    private void RestartBroker(bool isVerbose)
    {
        Lab.Broker.Stop(atOnce: true);
        Lab.Broker.StartAgain(isVerbose);
        Lab.MakeWhole();
    }

    // Those that it has open and may write to: on a disk, in memory, or gone from their folders.
    private static IEnumerable<string> FilesWrittenBy(int process) =>
        from descriptor in Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
        let target = new FileInfo(descriptor).LinkTarget
        where target is not null && target.StartsWith('/') && !target.StartsWith("/dev/", StringComparison.Ordinal)
        let flags = File.ReadAllLines($"/proc/{process}/fdinfo/{Path.GetFileName(descriptor)}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal))
        where (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & 3) != 0
        select target;
}
