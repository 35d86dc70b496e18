using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.BadNetworks;

public sealed class LostAnswerTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Open_port_whose_answers_are_lost_is_not_called_closed(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Router, "forward", side, "tcp sport 22 tcp flags & (syn | ack) == (syn | ack) drop");

        // The listener acknowledges the second SYN by itself, since it holds the first one's connection half open.
        new ExpectedRows().Tcp(22, "open", "ack").Match(VisitorOf(side).Scan(new ScanForm { Ports = "22" }));
    }
}
