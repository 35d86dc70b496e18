using System.Buffers.Binary;
using System.Security.Cryptography;

using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Reach;

/// <summary>What is told of an egress map to others.</summary>
/// <param name="Count">How many ports are filtered.</param>
/// <param name="Hash">A hash of which they are, in Base64: testers of one network have one.</param>
internal sealed record FilteredPorts(int Count, string Hash);

/// <summary>Which ports the tester's own network lets out, of one address family. One task writes, anyone reads; what is proved is known at once.</summary>
internal sealed class EgressMap
{
    private readonly byte[] _tcp = new byte[ushort.MaxValue + 1];
    private readonly byte[] _udp = new byte[ushort.MaxValue + 1];

    /// <summary>What became of packets to a port.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="port">The port.</param>
    public PortPassage this[ProbeProtocol protocol, ushort port]
    {
        get => (PortPassage)Volatile.Read(ref Of(protocol)[port]);
        set => Volatile.Write(ref Of(protocol)[port], (byte)value);
    }

    /// <summary>How many ports are filtered.</summary>
    public int CountFiltered(ProbeProtocol protocol) => Of(protocol).Count(passage => passage == (byte)PortPassage.Filtered);

    /// <summary>A hash of the filtered ports, in Base64.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> row = stackalloc byte[3];
        foreach (var protocol in (ProbeProtocol[])[ProbeProtocol.Tcp, ProbeProtocol.Udp])
        {
            for (var port = 0; port <= ushort.MaxValue; port++)
            {
                if (this[protocol, (ushort)port] == PortPassage.Filtered)
                {
                    row[0] = (byte)protocol;
                    BinaryPrimitives.WriteUInt16BigEndian(row[1..], (ushort)port);
                    hash.AppendData(row);
                }
            }
        }

        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private byte[] Of(ProbeProtocol protocol) => protocol == ProbeProtocol.Udp ? _udp : _tcp;
}
