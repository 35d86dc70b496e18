using System.Buffers.Binary;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Wire;

/// <summary>
/// Answers that somebody makes up in the client's name, and sends to each port that a scan may have been sent from, in random order: he knows
/// everything but which of them it is.
/// </summary>
/// <param name="side">The family.</param>
internal sealed class ForgedAnswers(Side side)
{
    private const byte Udp = 17;
    private const int UdpLength = 8;
    private const int TcpLength = 20;

    private readonly Frame _layout = new(side);

    /// <summary>A datagram from a port of the client to each.</summary>
    /// <param name="seen">Any frame from the server to the client.</param>
    /// <param name="port">The client's port.</param>
    /// <param name="payload">What it says.</param>
    public IEnumerable<byte[]> Datagrams(byte[] seen, int port, ReadOnlyMemory<byte> payload) =>
        Ports().Select(toPort => Datagram(seen, port, toPort, payload.Span));

    /// <summary>A datagram from a port of the client to one.</summary>
    /// <param name="seen">Any frame from the server to the client.</param>
    /// <param name="port">The client's port.</param>
    /// <param name="toPort">The server's port.</param>
    /// <param name="payload">What it says.</param>
    public byte[] Datagram(byte[] seen, int port, int toPort, ReadOnlySpan<byte> payload)
    {
        var datagram = new byte[UdpLength + payload.Length];
        WritePorts(datagram, port, toPort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        payload.CopyTo(datagram.AsSpan(UdpLength));
        return _layout.Back(seen, side.Client, Udp, datagram, checksumAt: 6);
    }

    /// <summary>A segment from a port of the client to each, that acknowledges nothing.</summary>
    /// <param name="seen">Any frame from the server to the client.</param>
    /// <param name="port">The client's port.</param>
    /// <param name="flags">Its flags.</param>
    public IEnumerable<byte[]> Segments(byte[] seen, int port, TcpFlags flags) => Ports().Select(toPort =>
    {
        var segment = new byte[TcpLength];
        WritePorts(segment, port, toPort);
        segment[12] = 5 << 4;
        segment[13] = (byte)flags;
        return _layout.Back(seen, side.Client, Frame.Tcp, segment, checksumAt: 16);
    });

    private static int[] Ports()
    {
        int[] ports = [.. Enumerable.Range(FewPortsLab.First, FewPortsLab.Last + 1 - FewPortsLab.First)];
        Random.Shared.Shuffle(ports);
        return ports;
    }

    private static void WritePorts(Span<byte> transport, int from, int to)
    {
        BinaryPrimitives.WriteUInt16BigEndian(transport, (ushort)from);
        BinaryPrimitives.WriteUInt16BigEndian(transport[2..], (ushort)to);
    }
}
