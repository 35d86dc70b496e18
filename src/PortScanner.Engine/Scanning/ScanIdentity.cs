using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

using PortScanner.Engine.Classification;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Udp;

namespace PortScanner.Engine.Scanning;

/// <summary>What marks a packet as one scan's: the two addresses, the source ports, and secrets that nobody else can know.</summary>
internal sealed class ScanIdentity
{
    private readonly SipHash _nonces = new(RandomWord(), RandomWord());

    /// <summary>Draws the secrets.</summary>
    /// <param name="target">Where the probes go.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="sourcePort">The first of the scan's source ports.</param>
    /// <param name="prefix">Where they may also come from.</param>
    public ScanIdentity(IPAddress target, IPAddress source, ushort sourcePort, SourcePrefix? prefix = null)
    {
        Target = target;
        Source = source;
        SourcePort = sourcePort;
        TargetBits = IpAddressBits.Of(target);
        SourceBits = IpAddressBits.Of(source);
        Sources = new ProbeSources(SourceBits, prefix);
        Sequence = new TcpSequence(BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4)));
    }

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

    /// <summary>The source port of TCP probes and the identifier of echoes; UDP probes use this one and the next few.</summary>
    public ushort SourcePort { get; }

    /// <summary>The sequence numbers of TCP probes.</summary>
    public TcpSequence Sequence { get; }

    /// <summary>The nonce of a UDP or echo probe.</summary>
    public ProbeNonce NonceOf(int index) => new(_nonces.Of(2 * (ulong)index), _nonces.Of((2 * (ulong)index) + 1));

    private static ulong RandomWord() => BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
