using System.Net;
using System.Net.Sockets;
using System.Text;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Icmp;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Probes.Udp;
using PortScanner.Engine.Tests.Scans;

namespace PortScanner.Engine.Tests.Identity;

/// <summary>The URI of who asks, in the packets that leave.</summary>
public sealed class ProbeUriTests
{
    private const string Uri = "https://scan.example.org/.well-known/probing.txt";

    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes(Uri);

    // An operator's payload is sent as it was written.
    public static TheoryData<ProbeKind> All =>
        [.. ProbeKinds.All.Select(info => info.Kind).Where(kind => !kind.Info().Name.StartsWith("udp-payload", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(All))]
    public void Packet_is_the_same_with_it_but_where_there_is_room_for_it(ProbeKind kind)
    {
        foreach (var family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            if (!kind.Info().IsFor(family))
            {
                continue;
            }

            var packet = Packet(kind, family, Bytes);
            var holdsIt = packet.AsSpan().IndexOf(Bytes) >= 0;
            Assert.Equal(HasRoom(kind), holdsIt);
            if (!holdsIt)
            {
                Assert.Equal(Packet(kind, family, []).Length, packet.Length);
            }

            // RFC 9511 section 4: it ends with an octet of zero, and one stands before it unless it begins the payload.
            var start = packet.AsSpan().IndexOf(Bytes);
            Assert.True(!holdsIt || packet[start + Bytes.Length] == 0);
            Assert.True(!holdsIt || kind == ProbeKind.UdpEmpty || packet[start - 1] == 0);
        }
    }

    [Fact]
    public void Request_with_it_asks_the_same_and_ends_where_the_protocol_wants()
    {
        var plain = Sample.Request(ProbeKind.Quic);
        var payload = (byte[])plain.Clone();
        var offset = UdpProbes.For(ProbeKind.Quic).RoomForUri!.Value;
        Assert.Equal(plain.Length, ProbeUri.Write(Bytes, payload, offset, plain.Length));
        Assert.Equal(plain[..offset], payload[..offset]);
        Assert.True(offset + ProbeUri.MaximumLength + 2 < plain.Length);
    }

    [Fact]
    public void Echo_reply_proves_itself_with_it_as_without()
    {
        var nonce = Sample.Nonce;
        var message = new byte[512];
        var length = IcmpRequests.Write(ProbeKind.Echo, false, 61000, 1, nonce, Bytes, message);
        var body = message.AsSpan(IcmpMessage.HeaderLength, length - IcmpMessage.HeaderLength);
        Assert.True(IcmpRequests.IsReply(ProbeKind.Echo, Core.Results.Reason.EchoReply, nonce, body));
        Assert.False(IcmpRequests.IsReply(ProbeKind.Echo, Core.Results.Reason.EchoReply, Sample.OtherNonce, body));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(Uri, true)]
    [InlineData("mailto:lab@example.org", true)]
    [InlineData("tel:+1-201-555-0123", true)]
    [InlineData("http://scan.example.org/", false)]
    [InlineData("scan.example.org", false)]
    [InlineData("https://ex\u00e4mple.org/", false)]
    public void Setting_is_a_URI_that_RFC_9511_names(string? text, bool isRight)
    {
        var errors = new List<string>();
        Assert.Equal(isRight ? text ?? "" : "", Encoding.ASCII.GetString(ProbeUri.Read(text, errors).Span));
        Assert.Equal(isRight, errors.Count == 0);
        Assert.All(errors, error => Assert.StartsWith("Engine:ProbeDescription is ", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Setting_that_is_too_long_is_refused()
    {
        var errors = new List<string>();
        ProbeUri.Read($"https://example.org/{new string('a', ProbeUri.MaximumLength)}", errors);
        Assert.Single(errors);
    }

    private static bool HasRoom(ProbeKind kind) => kind.Info().Protocol switch
    {
        ProbeProtocol.Tcp => false,
        ProbeProtocol.Udp => UdpProbes.For(kind).RoomForUri is not null,
        _ => kind is not (ProbeKind.Timestamp or ProbeKind.AddressMask),
    };

    private static byte[] Packet(ProbeKind kind, AddressFamily family, byte[] uri)
    {
        var isIpv6 = family == AddressFamily.InterNetworkV6;
        var info = kind.Info();
        var probe = new Probe(kind, info.Protocol == ProbeProtocol.Icmp ? null : info.Port ?? 47000);
        var identity = new ScanIdentity(IPAddress.Parse(isIpv6 ? "2001:db8::7" : "192.0.2.7"), IPAddress.Parse(isIpv6 ? "2001:db8::1" : "192.0.2.1"), 61000) { ProbeUri = uri };
        var packet = new byte[RawSender.MaximumPacketLength];
        return packet[..new PacketBuilder(identity, new ProbeTable(Plans.Of(family, probe))).Build(0, 0, 0, packet)];
    }
}
