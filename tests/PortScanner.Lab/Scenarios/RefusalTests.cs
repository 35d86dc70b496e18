using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class RefusalTests(UnallowedLab lab) : LabTest<UnallowedLab>(lab)
{
    [Theory, BothFamilies]
    public void Documentation_address_that_was_not_allowed_is_refused_and_gets_no_packet(Family family)
    {
        var side = Side.Of(family);
        var counter = new PacketCounter(Lab.Hosts.Server, side, ShippedProgram.Port);

        Assert.Equal(403, VisitorOf(side).Post(new ScanForm { Ports = "22" }).Status);
        Assert.Equal(0, counter.Read());
    }

    [Theory, BothFamilies]
    public void Server_asking_for_itself_is_refused(Family family)
    {
        var side = Side.Of(family);

        Assert.Equal(403, new Visitor(Lab.Hosts.Server, side.Server).Post(new ScanForm { Ports = "22" }).Status);
    }

    [Theory, BothFamilies]
    public void Forwarded_header_is_not_believed(Family family) =>
        // An address that would be allowed, if the header counted.
        Assert.Equal(403, VisitorOf(Side.Of(family)).Curl("/scan", [
            "-H", "X-Forwarded-For: 9.9.9.9", "-H", "Forwarded: for=9.9.9.9", "-H", "X-Real-IP: 9.9.9.9", .. new ScanForm { Ports = "22" }.Arguments()]).Status);
}
