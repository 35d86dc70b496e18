using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>An independent dissector reads each request as the protocol it is meant to be, and finds nothing wrong with it.</summary>
[Trait("Needs", "tshark")]
public sealed class DissectionTests
{
    private const ushort AnyPort = 50001;
    private const ushort FirstSourcePort = 40000;

    private static readonly Lazy<Dictionary<(ProbeKind, AddressFamily), Dissection>> Dissections = new(DissectAll);

    public static TheoryData<ProbeKind, AddressFamily> Requests
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

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_dissected_by_tshark_is_its_protocol_without_a_complaint(ProbeKind kind, AddressFamily family)
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");

        var service = UdpServiceTests.Of(kind);
        var dissection = Dissections.Value[(kind, family)];
        string network = family == AddressFamily.InterNetworkV6 ? "raw:ipv6:udp" : "raw:ip:udp";
        Assert.Equal(network + service.Wireshark.Layers, dissection.Protocols);
        Assert.False(dissection.Malformed, dissection.ToString());
        Assert.Contains(service.Wireshark.Info, dissection.Info, StringComparison.Ordinal);
        Assert.Equal(service.MakesTsharkComplain, dissection.HasComplaint);
    }

    [Fact]
    public void Dissector_shown_a_request_that_was_cut_short_complains()
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");

        var dissection = Assert.Single(Tshark.Dissect([Datagrams.V4(FirstSourcePort, 53, Sample.Request(ProbeKind.Dns)[..^3])]));

        Assert.True(dissection.Malformed && dissection.HasComplaint, dissection.ToString());
    }

    private static IEnumerable<(ProbeKind Kind, AddressFamily Family)> KindsAndFamilies() =>
        from info in ProbeKinds.All
        where info.Protocol == ProbeProtocol.Udp && !info.Kind.IsPayload()
        from family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 }
        where info.IsFor(family)
        select (info.Kind, family);

    private static Dictionary<(ProbeKind, AddressFamily), Dissection> DissectAll()
    {
        var requests = KindsAndFamilies().ToList();
        var dissections = Tshark.Dissect([.. requests.Select(request => Packet(request.Kind, request.Family))]);
        return requests.Zip(dissections).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static byte[] Packet(ProbeKind kind, AddressFamily family)
    {
        // A source port of its own, because tshark takes whatever later comes from the port of a TFTP request for that transfer.
        ushort sourcePort = (ushort)(FirstSourcePort + (int)kind);
        ushort port = kind.Info().Port ?? AnyPort;
        byte[] payload = Sample.Request(kind);
        return family == AddressFamily.InterNetworkV6 ? Datagrams.V6(sourcePort, port, payload) : Datagrams.V4(sourcePort, port, payload);
    }
}
