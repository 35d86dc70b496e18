using PortScanner.Core.Payloads;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>Probes of the operator's payloads: what leaves, and what counts as an answer.</summary>
[Trait("Needs", "raw sockets")]
public sealed class PayloadProbeTests
{
    private static readonly Probe First = new(ProbeKind.UdpPayload, Plans.PayloadPort);
    private static readonly Probe Second = new(ProbeKind.UdpPayload2, Plans.PayloadPort);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Payloads_of_a_port_leave_from_source_ports_of_their_own(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, First, Second);
        foreach (var index in new[] { 0, 1 })
        {
            Assert.True(IpPacket.TryParse(scan.Sent(index), out var sent));
            Assert.True(UdpHeader.TryParse(sent.Payload, out var datagram));
            Assert.Equal((MatchedScan.SourcePort + index, Plans.PayloadPort), (datagram.SourcePort, datagram.DestinationPort));
            Assert.Equal(Plans.Payloads.Of(Plans.PayloadPort)[index].ToArray(), sent.Payload[UdpHeader.Length..]);
        }
    }

    [Fact]
    public void Reply_of_the_target_is_a_listener_but_stays_unverified()
    {
        using var scan = new MatchedScan(false, First, Second);
        scan.Receive(scan.Udp(scan.Other, Plans.PayloadPort, MatchedScan.SourcePort + 1, [1]));
        scan.Receive(scan.Udp(scan.Target, Plans.PayloadPort + 1, MatchedScan.SourcePort + 1, [1]));
        Assert.Equal(0, scan.Scan.Answers.DecidedCount);
        scan.Receive(scan.Udp(scan.Target, Plans.PayloadPort, MatchedScan.SourcePort + 1, [1]));
        Assert.Equal([Reason.NoReply, Reason.UdpUnproved], new[] { 0, 1 }.Select(scan.Scan.Answers.ReasonOf));
        scan.AskFromSecond(1);
        scan.Receive(scan.Udp(scan.Target, Plans.PayloadPort, MatchedScan.SecondSourcePort + 1, [1]));
        Assert.Equal([Reason.NoReply, Reason.UdpUnverified], new[] { 0, 1 }.Select(scan.Scan.Answers.ReasonOf));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(29)]
    [InlineData(int.MaxValue)]
    public void Quoted_payload_is_known_by_the_mark_of_its_packet_and_must_be_the_one_that_was_sent(int quotedLength)
    {
        using var scan = new MatchedScan(false, First, Second);
        var sent = scan.Sent(1);
        var quoted = sent[..Math.Min(quotedLength, sent.Length)];

        // Everybody may know the payload, and so its checksum; the identification is the scan's own.
        foreach (var place in quoted.Length > 28 ? new[] { 5, 28 } : [5])
        {
            var foreign = quoted.ToArray();
            foreign[place] ^= 1;
            scan.Receive(scan.Error(scan.Target, foreign));
            Assert.Equal(0, scan.Scan.Answers.DecidedCount);
        }

        scan.Receive(scan.Error(scan.Target, quoted));
        Assert.Equal([Reason.NoReply, Reason.PortUnreach], new[] { 0, 1 }.Select(scan.Scan.Answers.ReasonOf));
    }

    [Fact]
    public void Most_payloads_of_a_port_have_a_source_port_each() =>
        Assert.InRange(UdpPayloads.MaximumPerPort, 1, SourcePorts.BlockSize);

    [Fact]
    public void Longest_payload_fits_the_request_and_the_packet()
    {
        var probe = new UdpPayloadProbe(ProbeKind.UdpPayload, new byte[UdpPayloads.MaximumLength]);
        Assert.Equal(UdpPayloads.MaximumLength, probe.WriteRequest(default, new byte[IUdpProbe.MaximumRequestLength]));
        Assert.InRange(Ipv6Header.Length + UdpHeader.Length + UdpPayloads.MaximumLength, 0, Engine.Sending.RawSender.MaximumPacketLength);
    }
}
