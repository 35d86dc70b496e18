using System.Net;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Results;
using PortScanner.Core.Scanning;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Scanning;

/// <summary>Answers to a scan that went out from its own address in pass 0 and from the source prefix in passes 1 and 2.</summary>
public sealed class AnswerMatcherPrefixTests
{
    private const int DestinationOffset = 24;
    private const int QuotedSourceOffset = Ipv6Header.Length + 8 + 8;
    private const int Syn = 0;
    private const int Dns = 1;
    private const int Echo = 2;

    private static readonly SourcePrefix Prefix = SourcePrefix.Read("2001:db8:0:1::/64", [])!;

    public static TheoryData<string> Answers { get; } = ["syn-ack", "reset without a number", "dns", "echo", "error of syn", "error of dns", "error of dns, cut", "error of echo"];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_to_the_address_of_its_probe_and_pass_is_taken(string answer)
    {
        using var scan = Rotating();
        LearnError(scan);
        var (index, reason) = Expected(answer);
        scan.Receive(To(scan.Scan.Identity.Sources.Of(index, 1), Packet(scan, answer, 1), answer));

        Assert.Equal(reason, scan.Scan.Answers.ReasonOf(index));
        Assert.True(scan.Scan.Answers.IsToPrefix(index));
        Assert.Equal(TimeSpan.FromMicroseconds(500), scan.Scan.Answers.RoundTripOf(index));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_to_any_other_address_is_not_taken(string answer)
    {
        using var scan = Rotating();
        LearnError(scan);
        var (index, _) = Expected(answer);
        var packet = Packet(scan, answer, 1);
        var right = scan.Scan.Identity.Sources.Of(index, 1);
        IEnumerable<IpAddressBits> wrong =
        [
            .. Enumerable.Range(0, 128).Select(bit => new IpAddressBits(right.Value ^ (UInt128.One << bit))),
            scan.Scan.Identity.Sources.Of(index == 0 ? 1 : 0, 1),
            scan.Scan.Identity.Sources.Of(index, 3),
        ];
        foreach (var address in wrong.Where(address => !MeansPassZero(answer, address, scan)))
        {
            scan.Receive(To(address, packet, answer));
            Assert.Equal(Reason.NoReply, scan.Scan.Answers.ReasonOf(index));
        }

        Prop.ForAll<ulong, ulong>((upper, lower) =>
        {
            scan.Receive(To(Prefix.AddressOf(new UInt128(upper, lower)), packet, answer));
            return scan.Scan.Answers.ReasonOf(index) == Reason.NoReply;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("syn-ack")]
    [InlineData("echo")]
    [InlineData("error of syn")]
    public void Answer_that_names_a_pass_of_the_prefix_is_not_taken_at_the_scans_own_address_nor_the_other_way_round(string answer)
    {
        using var scan = Rotating();
        LearnError(scan);
        var (index, reason) = Expected(answer);
        scan.Receive(To(scan.Scan.Identity.SourceBits, Packet(scan, answer, 1), answer));
        scan.Receive(To(scan.Scan.Identity.Sources.Of(index, 1), Packet(scan, answer, 0), answer));
        Assert.Equal(Reason.NoReply, scan.Scan.Answers.ReasonOf(index));

        scan.Receive(To(scan.Scan.Identity.SourceBits, Packet(scan, answer, 0), answer));
        Assert.Equal(reason, scan.Scan.Answers.ReasonOf(index));
        Assert.False(scan.Scan.Answers.IsToPrefix(index));
    }

    [Fact]
    public void Error_that_was_never_met_at_the_scans_own_address_tells_nothing_of_the_target()
    {
        using var scan = Rotating();
        var toPrefix = To(scan.Scan.Identity.Sources.Of(Syn, 1), scan.Error(scan.Other, scan.Sent(Syn, 1)), "error of syn");
        scan.Receive(toPrefix);
        Assert.Equal(Reason.NoReply, scan.Scan.Answers.ReasonOf(Syn));

        scan.Receive(scan.Error(scan.Other, scan.Sent(Dns), code: 1));
        scan.Receive(toPrefix);
        Assert.Equal(Reason.NoReply, scan.Scan.Answers.ReasonOf(Syn));

        scan.Receive(scan.Error(scan.Other, scan.Sent(Echo)));
        scan.Receive(toPrefix);
        Assert.Equal(Reason.PortUnreach, scan.Scan.Answers.ReasonOf(Syn));
        Assert.Equal(scan.Other, scan.Responder);
    }

    [Fact]
    public void Error_of_an_address_of_the_prefix_is_our_own_machines_and_says_nothing()
    {
        using var scan = Rotating();
        var own = scan.Scan.Identity.Sources.Of(Syn, 1);
        scan.Receive(To(own, scan.Error(own.ToIPAddress(), scan.Sent(Syn, 1)), "error of syn"));

        Assert.Equal(Reason.NoReply, scan.Reason);
    }

    private static MatchedScan Rotating()
    {
        var scan = new MatchedScan(Prefix, isIpv6: true, Plans.Syn(80), Plans.Udp(ProbeKind.Dns), Plans.Echo, Plans.Syn(81));
        foreach (var pass in new[] { 1, 2 })
        {
            scan.Scan.Identity.Sources.BeginPass(pass, isRotating: true);
            for (var index = 0; index < scan.Scan.Probes.Count; index++)
            {
                scan.Scan.Attempts.Send(~index, pass, MatchedScan.SentAt + 1000);
            }
        }

        return scan;
    }

    // Port 81 is refused as the others will be.
    private static void LearnError(MatchedScan scan) => scan.Receive(scan.Error(scan.Target, scan.Sent(3)));

    private static (int Index, Reason Reason) Expected(string answer) => answer switch
    {
        "syn-ack" => (Syn, Reason.SynAck),
        "reset without a number" => (Syn, Reason.Reset),
        "dns" => (Dns, Reason.UdpReply),
        "echo" => (Echo, Reason.EchoReply),
        "error of syn" => (Syn, Reason.PortUnreach),
        "error of echo" => (Echo, Reason.PortUnreach),
        _ => (Dns, Reason.PortUnreach),
    };

    // Where an answer names no pass, the scan's own address is right as well.
    private static bool MeansPassZero(string answer, IpAddressBits address, MatchedScan scan) =>
        address == scan.Scan.Identity.SourceBits && answer is "reset without a number" or "dns" or "error of dns";

    private static byte[] Packet(MatchedScan scan, string answer, int pass) => answer switch
    {
        "syn-ack" => scan.Tcp(scan.Target, 80, TcpControlBits.Syn | TcpControlBits.Ack, 7, scan.Scan.Identity.Sequence.Of(pass) + 1),
        "reset without a number" => scan.Tcp(scan.Target, 80, TcpControlBits.Rst, 0, 0),
        "dns" => scan.Udp(scan.Target, 53, MatchedScan.SourcePort, DnsReply(scan)),
        "echo" => scan.EchoReply(scan.Target, scan.Sent(Echo, pass)),
        "error of syn" => scan.Error(scan.Target, scan.Sent(Syn, pass)),
        "error of echo" => scan.Error(scan.Target, scan.Sent(Echo, pass)),
        "error of dns, cut" => scan.Error(scan.Target, scan.Sent(Dns, pass)[..(Ipv6Header.Length + UdpHeader.Length)]),
        _ => scan.Error(scan.Target, scan.Sent(Dns, pass)),
    };

    private static byte[] DnsReply(MatchedScan scan)
    {
        Assert.True(IpPacket.TryParse(scan.Sent(Dns), out var sent));
        var reply = sent.Payload[UdpHeader.Length..].ToArray();
        reply[2] |= 0x80;
        return reply;
    }

    // The address that proves an answer is its destination; that of an error, the source of the packet that it quotes.
    private static byte[] To(IpAddressBits address, byte[] packet, string answer)
    {
        var redirected = packet.ToArray();
        address.ToIPAddress().TryWriteBytes(redirected.AsSpan(answer.StartsWith("error", StringComparison.Ordinal) ? QuotedSourceOffset : DestinationOffset), out _);
        return redirected;
    }
}
