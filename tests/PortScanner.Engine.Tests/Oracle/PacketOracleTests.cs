using System.Net;
using System.Net.Sockets;
using System.Text;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Udp;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Scans;

namespace PortScanner.Engine.Tests.Oracle;

/// <summary>Every packet that the program builds, of every kind and both families, is what it is meant to be in every bit.</summary>
public sealed class PacketOracleTests
{
    private const ushort Port = 443;
    private const int RotatingPass = 5;

    private static readonly ushort[] Blocks = [61000, 61400, 65000];
    private static readonly byte[] Uri = Encoding.ASCII.GetBytes("https://scan.example.org/.well-known/probing.txt");

    public static TheoryData<ProbeKind, AddressFamily> Probes
    {
        get
        {
            var data = new TheoryData<ProbeKind, AddressFamily>();
            foreach (var family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
            {
                Array.ForEach([.. Kinds(family)], kind => data.Add(kind, family));
            }

            return data;
        }
    }

    [Fact]
    public void Every_kind_is_looked_at() =>
        Assert.Equal(Enum.GetValues<ProbeKind>().Order(), Probes.Select(row => row.Data.Item1).Distinct().Order());

    [Theory, MemberData(nameof(Probes))]
    public void Packet_is_what_it_is_meant_to_be_whatever_the_pass_the_attempt_the_source_and_the_URI(ProbeKind kind, AddressFamily family)
    {
        foreach (var uri in (byte[][])[[], Uri])
        {
            // All kinds in one plan, so that those of one port leave from ports of their own; and one alone, whose attempts do.
            foreach (var plan in (Probe[][])[[.. Kinds(family).Select(ProbeOf)], [ProbeOf(kind)]])
            {
                var scan = new Scan(family, plan, uri);
                var index = Array.IndexOf(plan, ProbeOf(kind));
                foreach (var (pass, attempt) in ((int, int)[])[(0, 0), (1, 1), (RotatingPass, 7), (63, 64), (64, 65)])
                {
                    PacketOracle.Check(scan.Build(index, pass, attempt), scan.Expected(index, pass, attempt));
                }
            }
        }
    }

    [Theory, MemberData(nameof(Probes))]
    public void Oracle_misses_no_bit_of_a_packet(ProbeKind kind, AddressFamily family)
    {
        var scan = new Scan(family, [ProbeOf(kind)], []);
        var expected = scan.Expected(0, 0, 0);
        var packet = scan.Build(0, 0, 0);
        PacketOracle.Check(packet, expected);

        // All bits of the headers; of what follows, which is compared whole, one of each byte.
        const int headers = 72;
        for (var bit = 0; bit < 8 * packet.Length; bit += bit < 8 * headers ? 1 : 9)
        {
            var wrong = packet.ToArray();
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsRight(wrong, expected), $"bit {bit % 8} of byte {bit / 8}");
        }
    }

    // PacketDotNet throws whatever it happens to throw over a packet that is none.
    private static bool IsRight(byte[] packet, ExpectedPacket expected)
    {
        try
        {
            PacketOracle.Check(packet, expected);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static IEnumerable<ProbeKind> Kinds(AddressFamily family) => ProbeKinds.All.Where(row => row.IsFor(family)).Select(row => row.Kind);

    private static Probe ProbeOf(ProbeKind kind) => new(kind, kind switch
    {
        _ when kind.Info().Protocol == ProbeProtocol.Icmp => null,
        _ when kind.Info().Protocol == ProbeProtocol.Tcp => Port,
        _ when kind.IsPayload() => Plans.PayloadPort,
        _ => kind.Info().Port ?? 47000,
    });

    /// <summary>A scan that only builds packets.</summary>
    private sealed class Scan
    {
        private readonly Probe[] _plan;
        private readonly ScanIdentity _identity;
        private readonly PacketBuilder _builder;

        public Scan(AddressFamily family, Probe[] plan, byte[] uri)
        {
            var isIpv6 = family == AddressFamily.InterNetworkV6;
            var prefix = isIpv6 ? SourcePrefix.Read("2001:db8:0:1::/64", []) : null;
            _plan = plan;
            _identity = new ScanIdentity(
                IPAddress.Parse(isIpv6 ? "2001:db8::7" : "192.0.2.7"), IPAddress.Parse(isIpv6 ? "2001:db8::1" : "192.0.2.1"), Blocks, prefix) { ProbeUri = uri };
            _identity.Sources.Rotate(RotatingPass);
            _builder = new PacketBuilder(_identity, new ProbeTable(Plans.Of(family, plan)));
        }

        /// <summary>Builds over old bytes, so that a byte which nobody writes shows.</summary>
        public byte[] Build(int index, int pass, int attempt)
        {
            var packet = new byte[RawSender.MaximumPacketLength];
            Array.Fill(packet, (byte)0xA5);
            return packet[.._builder.Build(index, pass, attempt, packet)];
        }

        public ExpectedPacket Expected(int index, int pass, int attempt)
        {
            var probe = _plan[index];
            var sourcePortIndex = probe.Kind switch
            {
                // Kept apart from as many as can be, where four payloads leave from all four ports; alone there is nothing to be apart from.
                ProbeKind.Tftp when _plan.Length > 1 => 3,
                ProbeKind.L2tp when _plan.Length > 1 => 2,
                ProbeKind.Coap when _plan.Length > 1 => 1,
                _ => _plan[..index].Count(other => other.Protocol == probe.Protocol && other.Port == probe.Port),
            };
            var isAlone = _plan.Count(other => other.Protocol == probe.Protocol && other.Port == probe.Port) == 1;
            var isSpread = probe.Protocol == ProbeProtocol.Tcp && isAlone;
            return new ExpectedPacket(probe, _identity.Sources.Of(index, pass).ToIPAddress(), _identity.Target)
            {
                Mark = _identity.MarkOf(index),
                SourcePort = (ushort)(isSpread ? Blocks[0] + (attempt % 4) : Blocks[sourcePortIndex / 4] + (sourcePortIndex % 4)),
                Sequence = _identity.Sequence.Of(pass),
                Request = (Blocks[0], _identity.IcmpSequence.Of(sourcePortIndex, pass)),
                Nonce = _identity.NonceOf(index),
                Payload = PayloadOf(probe, index),
                Uri = _identity.ProbeUri.ToArray(),
            };
        }

        // What it says is proved elsewhere; here that it is sent whole and unchanged, with the URI where it has room for it.
        private byte[] PayloadOf(Probe probe, int index)
        {
            if (probe.Protocol != ProbeProtocol.Udp)
            {
                return [];
            }

            if (probe.Kind.IsPayload())
            {
                return Plans.Payloads.Of(Plans.PayloadPort)[probe.Kind.PayloadNumber()].ToArray();
            }

            var buffer = new byte[IUdpProbe.MaximumRequestLength];
            var udp = UdpProbes.For(probe.Kind);
            var length = udp.WriteRequest(_identity.NonceOf(index), buffer);
            return buffer[..(udp.RoomForUri is { } offset ? ProbeUri.Write(_identity.ProbeUri.Span, buffer, offset, length) : length)];
        }
    }
}
