using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tests.Packets;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>Answers to firewall tests find the one that they answer, and prove it.</summary>
[Trait("Needs", "raw sockets")]
public sealed class ReplyMatcherFirewallTests
{
    private static readonly Probe[] Tcp = [Plans.Syn(80), .. Kinds(false, ProbeProtocol.Tcp).Select(kind => new Probe(kind, 80))];

    public static TheoryData<bool, int> Families => new() { { false, 2 }, { true, 2 } };

    [Theory, MemberData(nameof(Families))]
    public void Error_that_quotes_a_test_is_its_answer(bool isIpv6, int icmpRequests)
    {
        Probe[] probes =
        [
            .. Kinds(isIpv6, ProbeProtocol.Icmp).Select(kind => new Probe(kind, null)),
            .. Kinds(isIpv6, ProbeProtocol.Tcp).Select(kind => new Probe(kind, 80)),
        ];
        Assert.Equal(icmpRequests, probes.Count(probe => probe.Port is null));
        for (var index = 0; index < probes.Length; index++)
        {
            using var scan = new MatchedScan(isIpv6, probes);
            scan.Receive(scan.Error(scan.Other, scan.Sent(index), isIpv6 ? (byte)1 : (byte)3, isIpv6 ? (byte)1 : (byte)13));
            Assert.Equal(Reason.AdminProhibited, scan.Scan.Answers.ReasonOf(index));
            Assert.Equal(1, scan.Scan.Answers.DecidedCount);

            using var other = new MatchedScan(isIpv6, probes);
            other.Receive(scan.Error(scan.Target, scan.Sent(index)));
            Assert.Equal(0, other.Scan.Answers.DecidedCount);
        }
    }

    [Fact]
    public void Reset_answers_the_segment_whose_source_port_it_comes_to_and_no_other()
    {
        for (var index = 1; index < Tcp.Length; index++)
        {
            using var scan = new MatchedScan(false, Tcp);
            var ours = scan.Scan.Identity.Sequence.Of(0);
            var toPort = scan.Scan.Identity.PortOf(index);
            scan.Receive(scan.Tcp(scan.Target, 80, TcpControlBits.Rst | TcpControlBits.Ack, 0, ours + 1, toPort));
            Assert.Equal([index], Enumerable.Range(0, Tcp.Length).Where(scan.Scan.Answers.IsDecided));
            Assert.Equal(PortState.Unfiltered, Assert.Single(scan.Results.Take()).State);
        }
    }

    [Fact]
    public void Reset_to_the_window_test_tells_its_window()
    {
        using var scan = new MatchedScan(false, new Probe(ProbeKind.Window, 80));
        var reset = scan.Tcp(scan.Target, 80, TcpControlBits.Rst, scan.Scan.Identity.Sequence.Of(0), 0);
        reset[34] = 1;
        Assert.Equal(Reason.ResetWindow, scan.Receive(reset));
    }

    [Theory]
    [InlineData(ProbeKind.Timestamp, 14, Reason.TimestampReply)]
    [InlineData(ProbeKind.AddressMask, 18, Reason.MaskReply)]
    public void Reply_that_repeats_the_request_answers_it(ProbeKind kind, byte type, Reason reason)
    {
        using var scan = new MatchedScan(false, new Probe(ProbeKind.Echo, null), new Probe(kind, null));
        Assert.True(IpPacket.TryParse(scan.Sent(1), out var sent));
        var message = sent.Payload.ToArray();
        message[0] = type;
        message[^1] = 77;
        foreach (var position in new[] { 4, 6, 7 }.Concat(kind == ProbeKind.Timestamp ? [8] : []))
        {
            var foreign = message.ToArray();
            foreign[position] ^= 0x40;
            scan.Receive(MatchedScan.Ip(scan.Target, scan.Source, IpProtocol.Icmp, foreign));
        }

        message[0] = (byte)(32 - type);
        scan.Receive(MatchedScan.Ip(scan.Target, scan.Source, IpProtocol.Icmp, message));
        Assert.Equal(0, scan.Scan.Answers.DecidedCount);

        message[0] = type;
        scan.Receive(MatchedScan.Ip(scan.Target, scan.Source, IpProtocol.Icmp, message));
        Assert.Equal(reason, scan.Scan.Answers.ReasonOf(1));
        Assert.Equal(1, scan.Scan.Answers.DecidedCount);
    }

    [Fact]
    public void Address_mask_of_somebody_else_is_not_believed()
    {
        using var scan = new MatchedScan(false, new Probe(ProbeKind.AddressMask, null));
        Assert.True(IpPacket.TryParse(scan.Sent(), out var sent));
        var message = sent.Payload.ToArray();
        message[0] = IcmpMessage.AddressMaskReply;
        Assert.Equal(Reason.NoReply, scan.Receive(MatchedScan.Ip(scan.Other, scan.Source, IpProtocol.Icmp, message)));
    }

    [Theory]
    [InlineData(ProbeKind.UnknownHeader, 1)]
    [InlineData(ProbeKind.UnknownOption, 2)]
    public void Parameter_problem_of_the_target_says_unfiltered_and_of_a_router_rejected(ProbeKind kind, byte code)
    {
        using var scan = new MatchedScan(true, new Probe(kind, null));
        scan.Receive(scan.Error(scan.Other, scan.Sent(), 4, code));
        Assert.Equal(PortState.Rejected, Assert.Single(scan.Results.Take()).State);
        scan.Receive(scan.Error(scan.Target, scan.Sent(), 4, code));
        Assert.Equal(PortState.Unfiltered, Assert.Single(scan.Results.Take()).State);
    }

    [Fact]
    public void Damaged_errors_and_replies_never_throw()
    {
        Probe[] probes = [.. Kinds(true, ProbeProtocol.Icmp).Select(kind => new Probe(kind, null)), new(ProbeKind.SynFragment, 80), new(ProbeKind.SynOptions, 80)];
        using var scan = new MatchedScan(true, probes);
        for (var index = 0; index < probes.Length; index++)
        {
            foreach (var damaged in Bytes.Damaged(scan.Error(scan.Target, scan.Sent(index))))
            {
                scan.Receive(damaged);
            }
        }
    }

    private static IEnumerable<ProbeKind> Kinds(bool isIpv6, ProbeProtocol protocol) => ProbeKinds.FirewallTests(
        isIpv6 ? System.Net.Sockets.AddressFamily.InterNetworkV6 : System.Net.Sockets.AddressFamily.InterNetwork, protocol);
}
