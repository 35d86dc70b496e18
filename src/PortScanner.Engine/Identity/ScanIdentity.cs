using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Identity;

/// <summary>What marks a packet as one scan's: the two addresses, the source ports, and secrets that nobody else can know.</summary>
internal sealed class ScanIdentity
{
    /// <summary>How many hops packets may take as a rule (RFC 1700): more than there are between any two hosts.</summary>
    public const byte UsualHopLimit = 64;

    // What the numbers of nonces never reach.
    private const ulong FirstMark = 1UL << 63;

    private const ulong MostMarkIpv4 = ushort.MaxValue;
    private const ulong MostMarkIpv6 = (1 << 20) - 1;

    // Replaced, never changed: the receiver looks while the sender adds one.
    private volatile ushort[] _blocks;
    private readonly SipHash _nonces = SipHash.WithRandomKey();

    /// <summary>Draws the secrets.</summary>
    /// <param name="target">Where the probes go.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="sourcePort">The first of the scan's source ports.</param>
    /// <param name="prefix">Where they may also come from.</param>
    public ScanIdentity(IPAddress target, IPAddress source, ushort sourcePort, SourcePrefix? prefix = null)
        : this(target, source, [sourcePort], prefix)
    {
    }

    /// <summary>Draws the secrets.</summary>
    /// <param name="target">Where the probes go.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="blocks">The first port of each of the scan's blocks of source ports.</param>
    /// <param name="prefix">Where they may also come from.</param>
    public ScanIdentity(IPAddress target, IPAddress source, ReadOnlySpan<ushort> blocks, SourcePrefix? prefix = null)
        : this(target, source, blocks, prefix is null ? null : new OtherSources(prefix, []))
    {
    }

    /// <summary>Draws the secrets.</summary>
    /// <param name="target">Where the probes go.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="blocks">The first port of each of the scan's blocks of source ports.</param>
    /// <param name="others">Where they may also come from; null for nowhere.</param>
    public ScanIdentity(IPAddress target, IPAddress source, ReadOnlySpan<ushort> blocks, OtherSources? others)
    {
        Target = target;
        Source = source;
        _blocks = blocks.ToArray();
        TargetBits = IpAddressBits.Of(target);
        SourceBits = IpAddressBits.Of(source);
        Sources = new ProbeSources(SourceBits, others?.Prefix, [.. others?.Addresses.Select(IpAddressBits.Of) ?? []]);
        Sequence = new TcpSequence(BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4)));
        IcmpSequence = new IcmpSequence(BinaryPrimitives.ReadUInt16BigEndian(RandomNumberGenerator.GetBytes(2)));
    }

    /// <summary>How many hops the probes may take.</summary>
    public byte HopLimit { get; init; } = UsualHopLimit;

    /// <summary>Where the probes go.</summary>
    public IPAddress Target { get; }

    /// <summary>Where the probes come from, but for passes that rotate.</summary>
    public IPAddress Source { get; }

    /// <summary>The bits of <see cref="Target"/>.</summary>
    public IpAddressBits TargetBits { get; }

    /// <summary>The bits of <see cref="Source"/>.</summary>
    public IpAddressBits SourceBits { get; }

    /// <summary>Where each packet of each pass comes from.</summary>
    public ProbeSources Sources { get; }

    /// <summary>Where it is told what the probes are, in ASCII; empty for nowhere.</summary>
    public ReadOnlyMemory<byte> ProbeUri { get; init; }

    /// <summary>The first of the source ports, and the identifier of ICMP requests.</summary>
    public ushort SourcePort => _blocks[0];

    /// <summary>The sequence numbers of TCP probes.</summary>
    public TcpSequence Sequence { get; }

    /// <summary>The sequence numbers of ICMP requests.</summary>
    public IcmpSequence IcmpSequence { get; }

    /// <summary>Adds a block of source ports, whose sourcePortIndexes stand behind those of the others.</summary>
    /// <param name="firstPort">Its first port.</param>
    public void AddBlock(ushort firstPort) => _blocks = [.. _blocks, firstPort];

    /// <summary>The source port of a sourcePortIndex.</summary>
    public ushort PortOf(int sourcePortIndex) =>
        (ushort)(_blocks[sourcePortIndex / SourcePorts.BlockSize] + (sourcePortIndex % SourcePorts.BlockSize));

    /// <summary>The nonce of a UDP or ICMP probe.</summary>
    public ProbeNonce NonceOf(int index) => new(_nonces.Of(2 * (ulong)index), _nonces.Of((2 * (ulong)index) + 1));

    /// <summary>What marks the packets of a probe (<see cref="IpPacket.Mark"/>): never zero, which would say that they are not marked.</summary>
    public uint MarkOf(int index) =>
        1 + (uint)(_nonces.Of(FirstMark | (uint)index) % (Target.AddressFamily == AddressFamily.InterNetworkV6 ? MostMarkIpv6 : MostMarkIpv4));
}
