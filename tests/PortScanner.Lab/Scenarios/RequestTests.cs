using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class RequestTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Request_that_may_not_start_a_scan_is_refused_and_sends_nothing(Family family)
    {
        var side = Side.Of(family);
        var visitor = VisitorOf(side);
        var form = new ScanForm { Ports = "22" }.Arguments().ToList();
        var counter = new PacketCounter(Lab.Hosts.Server, side, ShippedProgram.Port);

        Assert.Equal(400, visitor.Curl("/scan", "-d", "profile=quick").Status);
        Assert.Equal(400, visitor.Post(new ScanForm { Ports = "22,66000" }).Status);
        Assert.Equal(403, visitor.Curl("/scan", ["-H", "Sec-Fetch-Site: cross-site", .. form]).Status);
        Assert.Equal(403, visitor.Curl("/scan", ["-H", "Origin: http://elsewhere.example", .. form]).Status);
        Assert.Equal(405, visitor.Curl("/scan?consent=yes").Status);
        Assert.Equal(0, counter.Read());
    }

    [Theory, BothFamilies]
    public void Address_page_names_the_caller(Family family)
    {
        var side = Side.Of(family);

        Assert.Equal(side.Client.ToString(), VisitorOf(side).Curl("/ip").Body.Trim());
    }
}
