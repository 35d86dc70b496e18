using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>A packet that the tester's machine sees on more than one interface is one packet.</summary>
public sealed class LayeredInterfaceTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const int TwinPort = 5000;

    public static TheoryData<string, Family> Layerings
    {
        get
        {
            var data = new TheoryData<string, Family>();
            foreach (var layering in Layering.All)
            {
                data.Add(layering.Name, Family.IPv4);
                data.Add(layering.Name, Family.IPv6);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Layerings))]
    public void Answer_counts_once_whatever_it_climbs_and_equal_answers_count_each(string name, Family family)
    {
        Serve(Client, new DnsService(), new GenerousService(TwinPort));
        var layering = Layering.All.Single(layering => layering.Name == name);
        layering.Lay(Lab.Hosts);
        try
        {
            var rows = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = $"22,U:53,U:{TwinPort}" }).Results;

            Assert.Equal("closed reset", rows.Single(row => row.Port == 22).Answer);
            var dns = rows.Single(row => row.Port == 53).Amplification!;
            Assert.Equal((17 * dns.RequestPackets, dns.RequestPackets, 17 * dns.RequestPackets), (dns.RequestBytes, dns.ReplyPackets, dns.ReplyBytes));
            Assert.Equal((1.0, false), (dns.Factor, dns.Abusable));
            var twins = rows.Single(row => row.Port == TwinPort).Amplification!;
            Assert.Equal(4 * twins.RequestPackets, twins.ReplyPackets);
        }
        finally
        {
            layering.Clear(Lab.Hosts);
        }
    }
}
