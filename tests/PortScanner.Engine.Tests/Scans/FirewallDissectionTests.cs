using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Probes.Udp;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>An independent dissector reads each firewall test as what it is meant to be.</summary>
[Trait("Needs", "tshark")]
public sealed class FirewallDissectionTests
{
    /// <summary>What tshark calls the layers above IP, and the words that its summary must hold.</summary>
    private static readonly Dictionary<ProbeKind, (string Layers, string Info)> Expected = new()
    {
        [ProbeKind.Ack] = (":tcp", "[ACK]"),
        [ProbeKind.Window] = (":tcp", "[ACK]"),
        [ProbeKind.Fin] = (":tcp", "[FIN]"),
        [ProbeKind.Null] = (":tcp", "[<None>]"),
        [ProbeKind.Xmas] = (":tcp", "[FIN, PSH, URG]"),
        [ProbeKind.Maimon] = (":tcp", "[FIN, ACK]"),
        [ProbeKind.SynOptions] = (":ipv6.dstopts:tcp", "[SYN]"),
        [ProbeKind.SynFragment] = (":ipv6.fraghdr:tcp", "[SYN]"),
        [ProbeKind.Timestamp] = (":icmp", "Timestamp request"),
        [ProbeKind.AddressMask] = (":icmp", "Address mask request"),
        [ProbeKind.UnknownHeader] = (":data", "(253)"),
        [ProbeKind.UnknownOption] = (":ipv6.dstopts:icmpv6:data", "Echo (ping) request"),
    };

    private static readonly Lazy<Dictionary<(ProbeKind, AddressFamily), Dissection>> Dissections = new(DissectAll);

    public static TheoryData<ProbeKind, AddressFamily> Tests
    {
        get
        {
            var data = new TheoryData<ProbeKind, AddressFamily>();
            foreach (var (kind, family) in KindsAndFamilies())
            {
                data.Add(kind, family);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Tests))]
    public void Packet_is_dissected_as_what_it_is_meant_to_be(ProbeKind kind, AddressFamily family)
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");

        var dissection = Dissections.Value[(kind, family)];
        Assert.Equal((family == AddressFamily.InterNetworkV6 ? "raw:ipv6" : "raw:ip") + Expected[kind].Layers, dissection.Protocols);
        Assert.False(dissection.Malformed, dissection.ToString());
        Assert.Contains(Expected[kind].Info, dissection.Info, StringComparison.Ordinal);
    }

    private static IEnumerable<(ProbeKind Kind, AddressFamily Family)> KindsAndFamilies() =>
        from family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 }
        from kind in ProbeKinds.FirewallTests(family, ProbeProtocol.Tcp).Concat(ProbeKinds.FirewallTests(family, ProbeProtocol.Icmp))
        select (kind, family);

    private static Dictionary<(ProbeKind, AddressFamily), Dissection> DissectAll()
    {
        var tests = KindsAndFamilies().ToList();
        return tests.Zip(Tshark.Dissect([.. tests.Select(test => Packet(test.Kind, test.Family))])).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static byte[] Packet(ProbeKind kind, AddressFamily family)
    {
        var isIpv6 = family == AddressFamily.InterNetworkV6;
        var probe = new Probe(kind, kind.Info().Protocol == ProbeProtocol.Tcp ? (ushort)80 : null);
        var identity = new ScanIdentity(
            IPAddress.Parse(isIpv6 ? "2001:db8::7" : "192.0.2.7"), IPAddress.Parse(isIpv6 ? "2001:db8::1" : "192.0.2.1"), 61000);
        var packet = new byte[RawSender.MaximumPacketLength];
        return packet[..new PacketBuilder(identity, new ProbeTable(Plans.Of(family, probe))).Build(0, 0, 0, packet)];
    }
}
