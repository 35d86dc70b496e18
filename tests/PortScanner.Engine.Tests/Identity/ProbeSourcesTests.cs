using System.Net;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Scans;

namespace PortScanner.Engine.Tests.Identity;

/// <summary>Where the packets of a scan with a source prefix leave from.</summary>
public sealed class ProbeSourcesTests
{
    private const int RotatingPass = 3;

    private static readonly IPAddress Target = IPAddress.Parse("2001:db8:f::7");
    private static readonly IPAddress Source = IPAddress.Parse("2001:db8::1");
    private static readonly SourcePrefix Prefix = SourcePrefix.Read("2001:db8:0:1::/64", [])!;

    private readonly ScanIdentity _identity = new(Target, Source, 61000, Prefix);

    [Fact]
    public void Only_the_passes_that_rotate_leave_from_the_prefix()
    {
        _identity.Sources.Rotate(RotatingPass);

        Assert.All(Enumerable.Range(0, TcpSequence.PassCount), pass => Assert.Equal(
            pass == RotatingPass, _identity.Sources.Of(0, pass) != _identity.SourceBits));
    }

    [Fact]
    public void Each_probe_and_pass_has_an_address_of_its_own_which_another_scan_does_not_have()
    {
        var other = new ScanIdentity(Target, Source, 61000, Prefix);
        var addresses = new HashSet<IpAddressBits>();
        foreach (var pass in new[] { 1, 2, 63 })
        {
            _identity.Sources.Rotate(pass);
            other.Sources.Rotate(pass);
            for (var index = 0; index < 1000; index++)
            {
                Assert.True(addresses.Add(_identity.Sources.Of(index, pass)));
                Assert.True(addresses.Add(other.Sources.Of(index, pass)));
            }
        }

        Assert.All(addresses, address => Assert.True(Prefix.Contains(address)));
    }

    [Fact]
    public void Scan_without_a_prefix_never_rotates()
    {
        var identity = new ScanIdentity(Target, Source, 61000);
        identity.Sources.Rotate(RotatingPass);

        Assert.False(identity.Sources.CanRotate);
        Assert.Equal(identity.SourceBits, identity.Sources.Of(0, RotatingPass));
        Assert.False(identity.Sources.MayBe(Prefix.AddressOf(5)));
    }

    [Fact]
    public void Few_addresses_are_asked_from_in_turn_by_probe_and_by_pass()
    {
        IPAddress[] others = [IPAddress.Parse("192.0.2.2"), IPAddress.Parse("192.0.2.3"), IPAddress.Parse("192.0.2.4")];
        var sources = new ScanIdentity(IPAddress.Parse("198.51.100.7"), IPAddress.Parse("192.0.2.1"), [61000], new OtherSources(null, others)).Sources;
        foreach (var pass in new[] { 3, 4, 5 })
        {
            sources.Rotate(pass);
        }

        Assert.Equal(IPAddress.Parse("192.0.2.1"), sources.Of(0, 2).ToIPAddress());
        Assert.Equal(others, new[] { 0, 1, 2 }.Select(index => sources.Of(index, RotatingPass).ToIPAddress()));
        Assert.Equal(others, new[] { 3, 4, 5 }.Select(pass => sources.Of(0, pass).ToIPAddress()));
        Assert.All(others, other => Assert.True(sources.MayBe(IpAddressBits.Of(other))));
        Assert.False(sources.MayBe(IpAddressBits.Of(IPAddress.Parse("192.0.2.5"))));
    }

    [Fact]
    public void Packet_of_each_kind_leaves_from_its_address_for_the_target_with_a_checksum_that_is_right()
    {
        _identity.Sources.Rotate(RotatingPass);
        var requests = ProbeKinds.All.Where(row => row.Protocol == ProbeProtocol.Udp).Select(row => row.Kind);
        Probe[] probes = [Plans.Syn(80), Plans.Echo, .. requests.Select(kind => new Probe(kind, kind.IsPayload() ? Plans.PayloadPort : (ushort)kind))];
        var builder = new PacketBuilder(_identity, new ProbeTable(Plans.Of(Target.AddressFamily, probes)));
        var buffer = new byte[RawSender.MaximumPacketLength];

        for (var index = 0; index < probes.Length; index++)
        {
            foreach (var pass in new[] { 0, RotatingPass })
            {
                var length = builder.Build(index, pass, pass, buffer);
                Assert.True(IpPacket.TryParse(buffer.AsSpan(0, length), out var packet));
                Assert.Equal(IpAddressBits.Of(Target), IpAddressBits.Read(packet.Destination));
                Assert.Equal(pass == 0 ? _identity.SourceBits : _identity.Sources.Of(index, pass), IpAddressBits.Read(packet.Source));
                var pseudoHeader = InternetChecksum.PseudoHeaderSum(packet.Source, packet.Destination, packet.Protocol, packet.Payload.Length);
                Assert.Equal(0, InternetChecksum.Compute(packet.Payload, pseudoHeader));
            }
        }
    }
}
