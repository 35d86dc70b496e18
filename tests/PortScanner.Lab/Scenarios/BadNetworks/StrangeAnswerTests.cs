using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>Answers that no ordinary host gives, each said for what it is.</summary>
public sealed class StrangeAnswerTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const uint NotOurs = 0x0BAD_CAFE;

    [Theory, BothFamilies]
    public void Each_has_its_state_and_reason(Family family)
    {
        var side = Side.Of(family);
        var stranger = IPAddress.Parse(side.IsV6 ? "2001:db8:2::77" : "198.51.100.77");
        Firewall.Set(Client, "input", side, "tcp dport 2000-2099 drop");
        using var responder = new Middlebox(new Link(Client, "wan"), new Link(Client, "wan"), TimeSpan.Zero, frame =>
            Syn.Of(frame, side) is { } syn ? Answers(syn, stranger) : []);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "1999-2015" });

        new ExpectedRows()
            .Tcp(1999, "closed", "reset")
            .Tcp(2000, "stealth", "no-reply")
            .Tcp(2001, "unknown", "wrong-ack")
            .Tcp(2002, "unknown", "split-handshake")
            .Tcp(2003, "open", "ack")
            .Tcp(2004, "unknown", "challenge-ack")
            .Tcp(2005, "closed", "fin-ack")
            .Tcp(2006, "unknown", "reset-unproved")
            .Tcp(2007, "unknown", "wrong-ack")
            .Tcp(2008, "open", "syn-ack", stranger)
            .Tcp(2009, "stealth", "no-reply")
            .Tcp(2010, "closed", "reset")
            .Tcp(2011, "closed", "reset")
            .Tcp(2012, "open", "syn-ack")
            .Tcp(2013, "open", "syn-ack")
            .Tcp(2014, "unknown", "wrong-ack")
            .Tcp(2015, "unknown", "wrong-ack")
            .Match(report);
        Assert.Equal(
            [(2012, "odd-accept"), (2013, "contradicted")],
            report.Results.SelectMany(row => row.Remarks, (row, remark) => (row.Port!.Value, remark)).Order());
    }

    [Theory, BothFamilies]
    public void Reset_in_the_hosts_name_shows_the_hop_limit_of_the_router(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Router, "forward", side, "tcp dport 24-25 reject with tcp reset");

        // More of the host than of the router, also without the random ports: on a busy machine these may be answered too late to tell what is usual.
        var report = VisitorOf(side).Scan(new ScanForm { Ports = "20-25" });

        new ExpectedRows()
            .Tcp(20, "closed", "reset").Tcp(21, "closed", "reset").Tcp(22, "open", "syn-ack")
            .Tcp(23, "closed", "reset").Tcp(24, "closed", "reset").Tcp(25, "closed", "reset")
            .Match(report);
        // Linux starts at 64, and the router is one hop nearer.
        Assert.All(report.Results, row => Assert.Equal(row.Port >= 24 ? 64 : 63, row.HopLimit));
        Assert.All(report.Results, row => Assert.Equal(row.Port >= 24 ? ["other-distance"] : [], row.Remarks));
    }

    [Theory, BothFamilies]
    public void Device_that_answers_for_every_port_is_recognised_though_one_port_is_asked(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side, "tcp flags & (syn | ack) == syn drop");
        using var proxy = new Middlebox(new Link(Client, "wan"), new Link(Client, "wan"), TimeSpan.Zero, frame =>
            Syn.Of(frame, side) is { } syn ? [syn.Answer(TcpFlags.Syn | TcpFlags.Ack, syn.Sequence + 1)] : []);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "22" });

        new ExpectedRows().Tcp(22, "open", "syn-ack").Match(report);
        Assert.Equal(["answers-for-every-port"], Assert.Single(report.Results).Remarks);
    }

    [Theory, BothFamilies]
    public void Ordinary_open_port_bears_no_remark(Family family)
    {
        OpenTcp(Client, 22);

        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = "22-23" });

        Assert.All(report.Results, row => Assert.Empty(row.Remarks));
    }

    private static IEnumerable<byte[]> Answers(Syn syn, IPAddress stranger) => syn.Port switch
    {
        2001 => [syn.Answer(TcpFlags.Syn | TcpFlags.Ack, NotOurs)],
        2002 => [syn.Answer(TcpFlags.Syn, 0)],
        2003 => [syn.Answer(TcpFlags.Ack, syn.Sequence + 1)],
        2004 => [syn.Answer(TcpFlags.Ack, NotOurs)],
        2005 => [syn.Answer(TcpFlags.Fin | TcpFlags.Ack, syn.Sequence + 1)],
        2006 => [syn.Answer(TcpFlags.Rst, 0)],
        2007 => [syn.Answer(TcpFlags.Rst | TcpFlags.Ack, NotOurs)],
        2008 => [syn.Answer(TcpFlags.Syn | TcpFlags.Ack, syn.Sequence + 1, stranger)],
        2009 => [syn.Answer(TcpFlags.Syn | TcpFlags.Ack, NotOurs, stranger)],
        2010 => [syn.Answer(TcpFlags.Rst | TcpFlags.Ack, syn.Sequence)],
        2011 => [syn.Answer(TcpFlags.Syn | TcpFlags.Ack, NotOurs), syn.Answer(TcpFlags.Rst | TcpFlags.Ack, syn.Sequence + 1)],
        2012 => [syn.Answer(TcpFlags.Syn | TcpFlags.Ack, syn.Sequence + 1, window: 0)],
        2013 => [syn.Answer(TcpFlags.Rst | TcpFlags.Ack, syn.Sequence + 1), syn.Answer(TcpFlags.Syn | TcpFlags.Ack, syn.Sequence + 1)],
        2014 => [syn.Answer(TcpFlags.Fin, 0)],
        2015 => [syn.Reflection()],
        _ => [],
    };
}
