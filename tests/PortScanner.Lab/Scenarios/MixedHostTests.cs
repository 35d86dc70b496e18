using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

public sealed class MixedHostTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Every_row_is_right(Family family) =>
        MixedHost.Truth(Side.Of(family)).Match(Scan(Side.Of(family)));

    [Theory, BothFamilies]
    public void Nmap_agrees_where_it_can(Family family)
    {
        Tools.Require("nmap");
        var side = Side.Of(family);
        var report = Scan(side);

        Compare(report, "tcp", Nmap.Scan(Lab.Hosts.Server, side, "-sS", MixedHost.TcpPorts));
        Compare(report, "udp", Nmap.Scan(Lab.Hosts.Server, side, "-sU", MixedHost.UdpPorts));
    }

    private ScanReport Scan(Side side)
    {
        OpenTcp(Client, MixedHost.Listening);
        Serve(Client, new DnsService());
        MixedHost.SetFirewalls(Lab.Hosts, side);
        return VisitorOf(side).Scan(new ScanForm { Ports = $"T:{MixedHost.TcpPorts},U:{MixedHost.UdpPorts}" });
    }

    private static void Compare(ScanReport report, string protocol, IReadOnlyDictionary<int, string> nmap)
    {
        var rows = report.Results.Where(row => row.Protocol == protocol).ToList();
        Assert.Equal(nmap.Keys.Order(), rows.Select(row => row.Port!.Value).Order());
        Assert.All(rows, row => Assert.True(
            Nmap.Agrees(nmap[row.Port!.Value], row.State), $"{row.Question}: {row.Answer}, but nmap says {nmap[row.Port!.Value]}"));
    }
}
