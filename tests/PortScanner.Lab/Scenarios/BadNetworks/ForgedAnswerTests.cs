using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>
/// Somebody who sends answers in the visitor's own name, of the kinds that hold no secret: replies of services that repeat nothing, resets
/// without a number, requests to connect back. He knows all but the scan's ports, and so tries each.
/// </summary>
public sealed class ForgedAnswerTests(FewPortsLab lab) : LabTest<FewPortsLab>(lab)
{
    private static readonly ScanForm Form = new() { Ports = "22-25,U:17,U:19,U:53,U:7000,U:47200" };

    [Theory, BothFamilies]
    public void Decide_nothing_and_make_the_scan_no_longer(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Serve(Client, new ChargenService(), new DnsService(), new TalkativeService(47200));
        Firewall.Set(Client, "input", side, "tcp dport 24-25 drop; udp dport { 17, 7000 } drop");

        var calm = VisitorOf(side).Scan(Form);

        // By the second question to a silent port all probes have left: answers that come before theirs are no answers.
        var asked = 0;
        using var forger = new Middlebox(new Link(Client, "wan"), new Link(Client, "wan"), TimeSpan.Zero, frame =>
            new Frame(side).IsToClient(frame, Frame.Tcp) && Syn.Of(frame, side) is { Port: 24 } && Interlocked.Increment(ref asked) == 2
                ? Forged(side, frame)
                : []);
        var attacked = VisitorOf(side).Scan(Form);

        Assert.True(asked > 1);
        Truth("stealth", "no-reply", "stealth", "no-reply", "stealth", "no-reply", "stealth", "no-reply").Match(calm);
        Truth("unknown", "reset-unproved", "unknown", "split-handshake", "unknown", "udp-unproved", "unknown", "udp-unproved").Match(attacked);
        Assert.All(calm.Results, row => Assert.Empty(row.Remarks));
        Assert.Equal(
            ["tcp/22 syn", "tcp/23 syn", "udp/53 dns"],
            attacked.Results.Where(row => row.Remarks.Contains("unproved")).Select(row => row.Question).Order(StringComparer.Ordinal));

        // Whatever a scan waits for besides takes as long as the whole.
        Assert.InRange(attacked.DurationMs, 0, 1.5 * calm.DurationMs);
    }

    private static IEnumerable<byte[]> Forged(Side side, byte[] seen)
    {
        var answers = new ForgedAnswers(side);
        return
        [
            .. answers.Segments(seen, 22, TcpFlags.Rst),
            .. answers.Segments(seen, 23, TcpFlags.Syn),
            .. answers.Segments(seen, 24, TcpFlags.Rst),
            .. answers.Segments(seen, 25, TcpFlags.Syn),
            .. answers.Datagrams(seen, 17, "Nothing is so firmly believed as what we least know."u8.ToArray()),
            .. answers.Datagrams(seen, 53, "no answer of a name server"u8.ToArray()),
            .. answers.Datagrams(seen, 7000, "hello"u8.ToArray()),
        ];
    }

    private static ExpectedRows Truth(
        string state24, string reason24, string state25, string reason25, string state17, string reason17, string state7000, string reason7000) =>
        new ExpectedRows()
            .Tcp(22, "open", "syn-ack").Tcp(23, "closed", "reset").Tcp(24, state24, reason24).Tcp(25, state25, reason25)
            .Udp(17, "qotd", state17, reason17).Udp(19, "chargen", "open", "udp-reply").Udp(53, "dns", "open", "udp-reply")
            .Udp(7000, "udp-empty", state7000, reason7000).Udp(47200, "udp-empty", "open", "udp-unverified");
}
