using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>More packets than the capture has room for.</summary>
public sealed class CaptureLossTests(SlowLab lab) : LabTest<SlowLab>(lab)
{
    // Each strange SYN+ACK passes the capture's filter; the smallest buffer holds a few hundred.
    private const int FloodFrames = 20_000;

    [Theory, BothFamilies]
    public async Task Lost_answers_are_asked_for_again_or_unknown(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, WideHost.Listening);
        Firewall.Set(Client, "input", side, WideHost.Drop);
        using var seen = new Link(Client, "wan");
        var scan = Task.Run(() => VisitorOf(side).Scan(WideHost.Form), TestContext.Current.CancellationToken);
        var flood = FirstSyn(seen, side).Answer(TcpFlags.Syn | TcpFlags.Ack, 1, side.RouterToClient);

        // A program that stands still takes nothing out of its buffer, so that the answers behind the flood are lost for certain.
        Lab.Program.Suspend(() =>
        {
            for (var i = 0; i < FloodFrames; i++)
            {
                seen.Send(flood);
            }
        });

        WideHost.Check(await scan, "unknown capture-loss");
    }

    private static Syn FirstSyn(Link link, Side side)
    {
        var buffer = new byte[65536];
        while (true)
        {
            if (Syn.Of(buffer[..link.Receive(buffer)], side) is { } syn)
            {
                return syn;
            }
        }
    }
}
