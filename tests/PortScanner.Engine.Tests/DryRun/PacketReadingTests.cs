using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Engine.DryRun;
using PortScanner.Engine.Options;

namespace PortScanner.Engine.Tests.DryRun;

/// <summary>What PacketDotNet is told to have read.</summary>
public sealed class PacketReadingTests
{
    [Theory]
    [InlineData("IPv4 192.0.2.1 > 192.0.2.2 ttl 64 df: TCP 61000 > 22 syn seq N win 64240 mss 1460, checksum right", ProbeKind.Syn, AddressFamily.InterNetwork)]
    [InlineData("IPv6 2001:db8::1 > 2001:db8::2 hlim 64: TCP 61000 > 22 syn seq N win 64240 mss 1440, checksum right", ProbeKind.Syn, AddressFamily.InterNetworkV6)]
    [InlineData("IPv4 192.0.2.1 > 192.0.2.2 ttl 64 df: UDP 61000 > 53 length 25, checksum right", ProbeKind.Dns, AddressFamily.InterNetwork)]
    [InlineData("IPv6 2001:db8::1 > 2001:db8::2 hlim 64: UDP 61000 > 53 length 25, checksum right", ProbeKind.Dns, AddressFamily.InterNetworkV6)]
    [InlineData("IPv4 192.0.2.1 > 192.0.2.2 ttl 64 df: ICMP EchoRequest id 61000 seq N, checksum right", ProbeKind.Echo, AddressFamily.InterNetwork)]
    [InlineData("IPv6 2001:db8::1 > 2001:db8::2 hlim 64: ICMPv6 EchoRequest code 0, checksum right", ProbeKind.Echo, AddressFamily.InterNetworkV6)]
    public void Packet_of_a_plan_is_told(string words, ProbeKind kind, AddressFamily family)
    {
        var packets = DryRunOf(family, "22,U:53").Where(packet => packet.Probe.Kind == kind && !packet.IsControl);

        Assert.Equal(words, Masked(packets.First()));
    }

    [Theory]
    [InlineData("TCP 61004 > 22 ack N seq N win 64240, checksum right", ProbeKind.Ack)]
    [InlineData("TCP 61006 > 22 fin seq N win 64240, checksum right", ProbeKind.Fin)]
    [InlineData("TCP 61007 > 22 no flag seq N win 64240, checksum right", ProbeKind.Null)]
    [InlineData("TCP 61008 > 22 fin psh urg seq N win 64240, checksum right", ProbeKind.Xmas)]
    [InlineData("TCP 61009 > 22 fin ack N seq N win 64240, checksum right", ProbeKind.Maimon)]
    [InlineData("ICMP Timestamp id 61004 seq N, checksum right", ProbeKind.Timestamp)]
    [InlineData("ICMP AddressMaskRequest id 61004 seq N, checksum right", ProbeKind.AddressMask)]
    [InlineData("IPv6 2001:db8::1 > 2001:db8::2 hlim 64 IPv6DestinationOptions: TCP 61010 > 22 syn seq N win 64240 mss 1440, checksum right", ProbeKind.SynOptions)]
    [InlineData("IPv6 2001:db8::1 > 2001:db8::2 hlim 64 IPv6FragmentHeader: TCP 61011 > 22 syn seq N win 64240 mss 1440, checksum right", ProbeKind.SynFragment)]
    [InlineData("IPv6 2001:db8::1 > 2001:db8::2 hlim 64 IPv6DestinationOptions: ICMPv6 EchoRequest code 0, checksum right", ProbeKind.UnknownOption)]
    [InlineData("IPv6 2001:db8::1 > 2001:db8::2 hlim 64 Reserved253: protocol 128, no checksum", ProbeKind.UnknownHeader)]
    public void Firewall_test_is_told(string words, ProbeKind kind)
    {
        var family = kind.Info().OnlyFamily ?? AddressFamily.InterNetwork;

        Assert.EndsWith(words, Masked(DryRunOf(family, "22").First(packet => packet.Probe.Kind == kind && packet.Probe.Port is null or 22)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "ttl 63 df: TCP 61000 > 22 syn seq N win 64240 mss 1460, header checksum wrong")]
    [InlineData(27, "df: TCP 61000 > 22 syn seq N win 64240 mss 1460, checksum wrong")]
    public void Packet_with_a_wrong_byte_is_told_as_it_is(int position, string words)
    {
        var packet = DryRunOf(AddressFamily.InterNetwork, "22").First(packet => packet.Probe is { Kind: ProbeKind.Syn, Port: 22 });
        var bytes = packet.Bytes.ToArray();
        bytes[position] = position == 8 ? (byte)63 : (byte)~bytes[position];

        Assert.EndsWith(words, Masked(packet with { Bytes = bytes }), StringComparison.Ordinal);
    }

    /// <summary>What PacketDotNet would take for a packet in a packet, by its port, stays a payload, and the packet of the dry run stays as it is.</summary>
    [Theory]
    [InlineData(67, "\\x01")]
    [InlineData(1702, "\\xff\\xff\\xff\\xff\\xff\\xff\\x01\\x02\\x03\\x04\\x05\\x06")]
    [InlineData(3544, "\\x60\\x00\\x00\\x00\\xff\\xff\\x06\\x40")]
    [InlineData(4789, "\\x08")]
    public void Payload_of_an_operator_is_not_read(ushort port, string payload)
    {
        Assert.True(PayloadFile.TryParse($"udp {port} \"{payload}\" udp {port} \"{payload}{string.Concat(Enumerable.Repeat("\\x60", 120))}\"", out var payloads, out _));
        foreach (var packet in DryRunOf(AddressFamily.InterNetwork, $"U:{port}", payloads).Where(packet => packet.Probe.Kind.IsPayload()))
        {
            var before = packet.Bytes.ToArray();

            Assert.EndsWith($"> {port} length {before.Length - 20}, checksum right", PacketReading.Of(packet), StringComparison.Ordinal);
            Assert.Equal(before, packet.Bytes.ToArray());
        }
    }

    private static List<DryRunPacket> DryRunOf(AddressFamily family, string ports, UdpPayloads? payloads = null)
    {
        Assert.True(PortSpecification.TryParse(ports, out var specification, out _));
        var request = new ScanPlanRequest(ScanProfile.Custom, family)
        {
            Ports = specification,
            Payloads = payloads ?? UdpPayloads.Empty,
            Options = new ScanOptions(Firewall: true),
        };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        return [.. ScanDryRun.Of(plan, new ScanEngineOptions())];
    }

    private static string Masked(DryRunPacket packet)
    {
        var words = PacketReading.Of(packet).Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i - 1] is "seq" or "ack" && words[i].TrimEnd(',') is var number && number.All(char.IsAsciiDigit))
            {
                words[i] = words[i].Replace(number, "N", StringComparison.Ordinal);
            }
        }

        return string.Join(' ', words);
    }
}
