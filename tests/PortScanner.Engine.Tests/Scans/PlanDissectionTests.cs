using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.DryRun;
using PortScanner.Engine.Options;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tests.Probes.Udp;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>An independent dissector, which remembers who talked to whom, reads all packets of a scan as what each is meant to be.</summary>
[Trait("Needs", "tshark")]
public sealed class PlanDissectionTests
{
    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void No_packet_of_a_scan_is_taken_for_another_ones_protocol(AddressFamily family)
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");
        var request = new ScanPlanRequest(ScanProfile.Quick, family) { Options = new ScanOptions(Firewall: true) };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        var packets = ScanDryRun.Of(plan, new ScanEngineOptions()).ToList();
        var answered = packets.Where(packet => packet is { Probe.Protocol: ProbeProtocol.Udp, Pass: 1 }).SelectMany(RepliesTo).ToList();

        var dissections = Tshark.Dissect([.. packets.Select(packet => packet.Bytes.ToArray()), .. answered.Select(reply => reply.Packet)]);

        var network = family == AddressFamily.InterNetworkV6 ? "raw:ipv6:udp" : "raw:ip:udp";
        foreach (var (packet, dissection) in packets.Zip(dissections))
        {
            Assert.False(dissection.Malformed, $"{packet.Probe}: {dissection}");
            if (packet.Probe.Protocol == ProbeProtocol.Udp)
            {
                var service = UdpServiceTests.Of(packet.Probe.Kind);
                Assert.Equal((packet.Probe, network + service.Wireshark.Layers), (packet.Probe, dissection.Protocols));

                // Of a repeated question it says that it is one.
                Assert.True(packet.Pass > 1 || service.MakesTsharkComplain == dissection.HasComplaint, $"{packet.Probe}: {dissection}");
            }
        }

        Assert.All(
            answered.Zip(dissections.Skip(packets.Count)),
            pair => Assert.True(pair.First.Kind == ProbeKind.Tftp || !pair.Second.Protocols.Contains("tftp", StringComparison.Ordinal), $"{pair.First.Kind}: {pair.Second}"));
    }

    // Genuine answers, from the port that was asked.
    private static IEnumerable<(ProbeKind Kind, byte[] Packet)> RepliesTo(DryRunPacket packet)
    {
        Assert.True(IpPacket.TryParse(packet.Bytes.Span, out var ip));
        Assert.True(UdpHeader.TryParse(ip.Payload, out var datagram));
        var (from, to) = (packet.Probe.Port!.Value, datagram.SourcePort);
        return [.. GenuineReplies.All.Where(reply => reply.Kind == packet.Probe.Kind).Select(reply =>
            (reply.Kind, packet.Bytes.Span[0] >> 4 == 6 ? Datagrams.V6(from, to, reply.Bytes, isAnswer: true) : Datagrams.V4(from, to, reply.Bytes, isAnswer: true)))];
    }
}
