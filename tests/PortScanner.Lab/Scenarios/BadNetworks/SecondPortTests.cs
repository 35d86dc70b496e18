using System.Buffers.Binary;
using System.Collections.Concurrent;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>
/// Services that repeat nothing of what they are asked are open once they answered two ports of the scan, and who does not see its packets
/// cannot answer for them.
/// </summary>
public sealed class SecondPortTests(FewPortsLab lab) : LabTest<FewPortsLab>(lab)
{
    private const byte UdpProtocol = 17;
    private const int BlockSize = 4;

    private static readonly byte[] Quote = [.. "Nothing is so firmly believed as what we least know."u8];

    [Theory, BothFamilies]
    public void Services_that_repeat_nothing_are_open_after_two_questions_from_ports_of_two_blocks(Family family)
    {
        var side = Side.Of(family);
        Serve(Client, new QotdService(), new ChargenService(), new TftpService(), new SsdpService(), new TalkativeService(47200), new DnsService());
        var asked = new ConcurrentBag<(int From, int To)>();
        ScanReport report;
        using (new Middlebox(new Link(Client, "wan"), new Link(Client, "wan"), TimeSpan.Zero, frame => Note(asked, side, frame)))
        {
            report = VisitorOf(side).Scan(new ScanForm { Ports = "U:17,U:19,U:53,U:69,U:1900,U:47200" });
        }

        new ExpectedRows()
            .Udp(17, "qotd", "open", "udp-reply").Udp(19, "chargen", "open", "udp-reply").Udp(53, "dns", "open", "udp-reply")
            .Udp(69, "tftp", "open", "udp-reply").Udp(1900, "ssdp", "open", "udp-reply").Udp(47200, "udp-empty", "open", "udp-unverified")
            .Match(report);
        Assert.All(report.Results, row => Assert.Empty(row.Remarks));
        Assert.All(report.Results.Where(row => row.Port != 53), row => Assert.InRange(row.Attempts, 2, byte.MaxValue));
        Assert.All(report.Results, row => Assert.Equal(row.Attempts, row.Amplification!.RequestPackets));
        Assert.All(report.Results, row => Assert.Equal(row.Attempts, row.Amplification!.ReplyPackets));
        Assert.Equal(2, asked.Select(question => question.From / BlockSize).Distinct().Count());
    }

    [Theory, BothFamilies]
    public void Who_answers_from_the_first_question_on_to_each_port_that_it_may_have_come_from_opens_nothing(Family family)
    {
        var side = Side.Of(family);
        Serve(Client, new ChargenService(), new SsdpService());
        Firewall.Set(Client, "input", side, "udp dport { 17, 7000 } drop");
        var floods = 0;
        using var forger = new Middlebox(new Link(Client, "wan"), new Link(Client, "wan"), TimeSpan.Zero, frame =>
            Question.Of(frame, side) is { To: 17 or 7000 } question && Interlocked.Increment(ref floods) > 0
                ? new ForgedAnswers(side).Datagrams(frame, question.To, Quote)
                : []);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "U:17,U:19,U:1900,U:7000" });

        Assert.True(floods >= 2);
        new ExpectedRows()
            .Udp(17, "qotd", "unknown", "udp-unproved").Udp(7000, "udp-empty", "unknown", "udp-unproved")
            .Udp(19, "chargen", "open", "udp-reply").Udp(1900, "ssdp", "open", "udp-reply")
            .Match(report);
    }

    [Theory, BothFamilies]
    public void Who_guessed_the_first_port_does_not_know_the_second(Family family)
    {
        var side = Side.Of(family);
        Serve(Client, new ChargenService());
        Firewall.Set(Client, "input", side, "udp dport { 17, 7000 } drop");
        var first = new ConcurrentDictionary<int, int>();
        var later = 0;
        using var forger = new Middlebox(new Link(Client, "wan"), new Link(Client, "wan"), TimeSpan.Zero, frame =>
        {
            if (Question.Of(frame, side) is not { To: 17 or 7000 } question)
            {
                return [];
            }

            var known = first.GetOrAdd(question.To, question.From);
            later += question.From == known ? 0 : 1;
            return [new ForgedAnswers(side).Datagram(frame, question.To, known, Quote)];
        });

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "U:17,U:19,U:7000" });

        // Asked as often as silent ports are, each from the second port.
        Assert.InRange(later, 6, 20);
        new ExpectedRows()
            .Udp(17, "qotd", "unknown", "udp-unproved").Udp(7000, "udp-empty", "unknown", "udp-unproved").Udp(19, "chargen", "open", "udp-reply")
            .Match(report);
        Assert.All(report.Results.Where(row => row.Port != 19), row => Assert.Null(row.Amplification));
    }

    [Theory]
    [InlineData(Family.IPv4, "1/second burst 1 packets drop", "open udp-reply", false)]
    [InlineData(Family.IPv6, "1/second burst 1 packets drop", "open udp-reply", false)]
    [InlineData(Family.IPv4, "1/hour burst 1 packets drop", "unknown udp-unproved", false)]
    [InlineData(Family.IPv6, "1/hour burst 1 packets drop", "unknown udp-unproved", false)]
    [InlineData(Family.IPv4, "1/hour burst 1 packets reject", "unknown udp-unproved", true)]
    [InlineData(Family.IPv6, "1/hour burst 1 packets reject", "unknown udp-unproved", true)]
    public void Service_that_limits_its_answers_is_open_or_unknown_and_never_closed(Family family, string limit, string answer, bool isContradicted)
    {
        var side = Side.Of(family);
        Serve(Client, new QotdService());
        Firewall.Set(Client, "input", side, $"udp dport 17 limit rate over {limit}");

        var row = VisitorOf(side).Scan(new ScanForm { Ports = "U:17" }).Results.Single();

        Assert.Equal(answer, row.Answer);
        Assert.Equal(isContradicted ? ["contradicted"] : [], row.Remarks);
    }

    private static IEnumerable<byte[]> Note(ConcurrentBag<(int From, int To)> asked, Side side, byte[] frame)
    {
        if (Question.Of(frame, side) is { } question)
        {
            asked.Add((question.From, question.To));
        }

        return [];
    }

    /// <summary>The ports of a datagram of the program to the client.</summary>
    private sealed record Question(int From, int To)
    {
        public static Question? Of(byte[] frame, Side side)
        {
            var layout = new Frame(side);
            var ports = layout.IsToClient(frame, UdpProtocol) ? frame.AsSpan(layout.Transport) : default;
            return ports.IsEmpty ? null : new Question(BinaryPrimitives.ReadUInt16BigEndian(ports), BinaryPrimitives.ReadUInt16BigEndian(ports[2..]));
        }
    }
}
