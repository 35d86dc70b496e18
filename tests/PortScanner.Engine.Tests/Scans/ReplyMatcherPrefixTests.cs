using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>Answers to a scan that went out from its own address in pass 0 and from the source prefix in passes 1 and 2.</summary>
[Trait("Needs", "raw sockets")]
public sealed class ReplyMatcherPrefixTests
{
    private const int DestinationOffset = 24;
    private const int Syn = 0;
    private const int Dns = 1;
    private const int Echo = 2;
    private const int OtherSyn = 3;
    private const int Witness = 4;

    private static readonly SourcePrefix Prefix = SourcePrefix.Read("2001:db8:0:1::/64", [])!;

    public static TheoryData<string> Errors { get; } = ["error of syn", "error of dns", "error of dns, cut", "error of echo"];

    public static TheoryData<string> Witnesses { get; } = ["syn-ack", "reset", "dns", "echo"];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_to_the_address_of_its_probe_and_pass_is_taken(string error)
    {
        using var scan = Rotating();
        LearnError(scan);
        Confirm(scan);
        var index = ProbeOf(error);
        scan.Receive(To(scan.Scan.Identity.Sources.Of(index, 1), Packet(scan, error, 1)));

        Assert.Equal(Reason.PortUnreach, scan.Scan.Answers.ReasonOf(index));
        Assert.True(scan.Scan.Answers.IsToPrefix(index));
        Assert.Equal(TimeSpan.FromMicroseconds(500), scan.Scan.Answers.RoundTripOf(index));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_to_any_other_address_is_not_taken(string error)
    {
        using var scan = Rotating();
        LearnError(scan);
        Confirm(scan);
        AssertTakenNowhereElse(scan, error, () => scan.Scan.Answers.ReasonOf(ProbeOf(error)) != Reason.NoReply);
    }

    [Theory]
    [MemberData(nameof(Witnesses))]
    public void Answer_of_a_witness_confirms_the_prefix_at_the_address_of_its_probe_and_pass(string answer)
    {
        using var scan = Rotating();
        var index = ProbeOf(answer);
        scan.Receive(Packet(scan, answer, 0));
        Assert.True(PrefixAnswers.IsWitness(scan.Scan.Answers.StrengthOf(index)));

        AssertTakenNowhereElse(scan, answer, () => scan.Scan.PrefixAnswers.IsConfirmed);
        scan.Receive(To(scan.Scan.Identity.Sources.Of(index, 1), Packet(scan, answer, 1)));
        Assert.True(scan.Scan.PrefixAnswers.IsConfirmed);
    }

    [Theory]
    [MemberData(nameof(Witnesses))]
    public void Answer_to_the_prefix_that_is_no_error_decides_nothing(string answer)
    {
        using var scan = Rotating();
        scan.Receive(To(scan.Scan.Identity.Sources.Of(ProbeOf(answer), 1), Packet(scan, answer, 1)));

        Assert.Equal(Reason.NoReply, scan.Scan.Answers.ReasonOf(ProbeOf(answer)));
    }

    [Theory]
    [InlineData("syn-ack", Reason.SynAck)]
    [InlineData("echo", Reason.EchoReply)]
    [InlineData("error of syn", Reason.PortUnreach)]
    public void Answer_that_names_a_pass_of_the_prefix_is_not_taken_at_the_scans_own_address_nor_the_other_way_round(string answer, Reason reason)
    {
        using var scan = Rotating();
        LearnError(scan);
        var index = ProbeOf(answer);
        scan.Receive(To(scan.Scan.Identity.SourceBits, Packet(scan, answer, 1)));
        scan.Receive(To(scan.Scan.Identity.Sources.Of(index, 1), Packet(scan, answer, 0)));
        Assert.Equal(Reason.NoReply, scan.Scan.Answers.ReasonOf(index));

        scan.Receive(Packet(scan, answer, 0));
        Assert.Equal(reason, scan.Scan.Answers.ReasonOf(index));
        Assert.False(scan.Scan.Answers.IsToPrefix(index));
    }

    [Fact]
    public void Error_that_was_never_met_at_the_scans_own_address_tells_nothing_of_the_target()
    {
        using var scan = Rotating();
        Confirm(scan);
        var toPrefix = ErrorToPrefix(scan, Syn);
        scan.Receive(toPrefix);
        scan.Receive(scan.Error(scan.Target, scan.Sent(Dns), code: 1));
        scan.Receive(toPrefix);
        scan.Receive(scan.Error(scan.Other, scan.Sent(Echo)));
        scan.Receive(toPrefix);
        Assert.Equal(Reason.NoReply, scan.Reason);

        LearnError(scan);
        scan.Receive(toPrefix);
        Assert.Equal(Reason.PortUnreach, scan.Reason);
    }

    [Fact]
    public void Error_counts_only_once_a_witness_was_heard()
    {
        using var scan = Rotating();
        LearnError(scan);
        scan.Receive(Packet(scan, "echo", 0));
        scan.Receive(ErrorToPrefix(scan, Syn));
        Assert.Equal(Reason.NoReply, scan.Reason);

        scan.Receive(To(scan.Scan.Identity.Sources.Of(Echo, 1), Packet(scan, "echo", 1)));
        scan.Receive(ErrorToPrefix(scan, Syn));
        Assert.Equal(Reason.PortUnreach, scan.Reason);
    }

    [Fact]
    public void Witness_that_gets_an_error_at_the_prefix_ends_belief_in_it_and_stays_what_it_was()
    {
        using var scan = Rotating();
        LearnError(scan);
        scan.Receive(Packet(scan, "echo", 0));
        scan.Receive(ErrorToPrefix(scan, Echo));
        scan.Receive(ErrorToPrefix(scan, Syn));

        Assert.True(scan.Scan.PrefixAnswers.IsContradicted);
        Assert.Equal(Reason.EchoReply, scan.Scan.Answers.ReasonOf(Echo));
        Assert.Equal(Reason.NoReply, scan.Reason);
    }

    [Fact]
    public void Error_of_an_address_of_the_prefix_is_our_own_machines_and_says_nothing()
    {
        using var scan = Rotating();
        LearnError(scan);
        Confirm(scan);
        var own = scan.Scan.Identity.Sources.Of(Syn, 1);
        scan.Receive(To(own, scan.Error(own.ToIPAddress(), scan.Sent(Syn, 1))));

        Assert.Equal(Reason.NoReply, scan.Reason);
    }

    [Fact]
    public void Reply_without_a_secret_to_the_prefix_is_none_of_the_two_that_count()
    {
        using var scan = Rotating();
        scan.Receive(To(scan.Scan.Identity.Sources.Of(Dns, 1), scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3])));
        Assert.False(scan.Scan.Answers.AwaitsSecond(Dns));

        scan.AskFromSecond(Dns);
        scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SecondSourcePort, [1, 2, 3]));
        Assert.False(scan.Scan.Answers.IsDecided(Dns));
        scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3]));
        Assert.Equal(Reason.UdpUnverified, scan.Scan.Answers.ReasonOf(Dns));
    }

    private static MatchedScan Rotating()
    {
        var scan = new MatchedScan(Prefix, isIpv6: true, Plans.Syn(80), Plans.Udp(ProbeKind.Dns), Plans.Echo, Plans.Syn(81), Plans.Syn(82));
        foreach (var pass in new[] { 1, 2 })
        {
            scan.Scan.Identity.Sources.Rotate(pass);
            for (var index = 0; index < scan.Scan.Probes.Count; index++)
            {
                scan.Scan.Attempts.SendControl(index, pass, MatchedScan.SentAt + 1000);
            }
        }

        return scan;
    }

    private static void AssertTakenNowhereElse(MatchedScan scan, string answer, Func<bool> isTaken)
    {
        var packet = Packet(scan, answer, 1);
        var index = ProbeOf(answer);
        var right = scan.Scan.Identity.Sources.Of(index, 1);
        foreach (var bit in Enumerable.Range(0, 128))
        {
            scan.Receive(To(new IpAddressBits(right.Value ^ (UInt128.One << bit)), packet));
            Assert.False(isTaken());
        }

        scan.Receive(To(scan.Scan.Identity.Sources.Of(OtherSyn, 1), packet));
        Assert.False(isTaken());
        Prop.ForAll<ulong, ulong>((upper, lower) =>
        {
            scan.Receive(To(Prefix.AddressOf(new UInt128(upper, lower)), packet));
            return !isTaken();
        }).QuickCheckThrowOnFailure();
    }

    // Another port is refused by the target as the others will be.
    private static void LearnError(MatchedScan scan) => scan.Receive(scan.Error(scan.Target, scan.Sent(OtherSyn)));

    // A closed port says to the prefix what it said to the scan's own address.
    private static void Confirm(MatchedScan scan)
    {
        scan.Receive(Reset(scan, 82, 0));
        scan.Receive(To(scan.Scan.Identity.Sources.Of(Witness, 1), Reset(scan, 82, 1)));
    }

    private static byte[] Reset(MatchedScan scan, ushort port, int pass) =>
        scan.Tcp(scan.Target, port, TcpControlBits.Rst | TcpControlBits.Ack, 0, scan.Scan.Identity.Sequence.Of(pass) + 1);

    private static int ProbeOf(string answer) => answer switch
    {
        "syn-ack" or "reset" or "error of syn" => Syn,
        "echo" or "error of echo" => Echo,
        _ => Dns,
    };

    private static byte[] Packet(MatchedScan scan, string answer, int pass) => answer switch
    {
        "syn-ack" => scan.Tcp(scan.Target, 80, TcpControlBits.Syn | TcpControlBits.Ack, 7, scan.Scan.Identity.Sequence.Of(pass) + 1),
        "reset" => Reset(scan, 80, pass),
        "dns" => scan.Udp(scan.Target, 53, MatchedScan.SourcePort, DnsReply(scan)),
        "echo" => scan.EchoReply(scan.Target, scan.Sent(Echo, pass)),
        "error of syn" => scan.Error(scan.Target, scan.Sent(Syn, pass)),
        "error of echo" => scan.Error(scan.Target, scan.Sent(Echo, pass)),
        "error of dns, cut" => scan.Error(scan.Target, scan.Sent(Dns, pass)[..(Ipv6Header.Length + UdpHeader.Length)]),
        _ => scan.Error(scan.Target, scan.Sent(Dns, pass)),
    };

    private static byte[] ErrorToPrefix(MatchedScan scan, int index) =>
        To(scan.Scan.Identity.Sources.Of(index, 1), scan.Error(scan.Target, scan.Sent(index, 1)));

    private static byte[] DnsReply(MatchedScan scan)
    {
        Assert.True(IpPacket.TryParse(scan.Sent(Dns), out var sent));
        var reply = sent.Payload[UdpHeader.Length..].ToArray();
        reply[2] |= 0x80;
        return reply;
    }

    private static byte[] To(IpAddressBits address, byte[] packet)
    {
        var redirected = packet.ToArray();
        address.ToIPAddress().TryWriteBytes(redirected.AsSpan(DestinationOffset), out _);
        return redirected;
    }
}
