using System.Buffers.Binary;
using System.Net;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Wire;

/// <summary>
/// ICMP errors that a stranger makes up about a scan's probe. He knows addresses, ports, lengths, and each byte that another scan's probe of the
/// same kind had; he does not know what is secret: the identification or flow label, the checksum, the sequence number, and what is random.
/// </summary>
/// <param name="side">The family.</param>
/// <param name="from">The stranger's own address.</param>
/// <param name="stranger">The Ethernet address that he sends from.</param>
/// <param name="router">The Ethernet address of his router.</param>
internal sealed class ForgedError(Side side, IPAddress from, byte[] stranger, byte[] router)
{
    private const byte Icmp = 1;
    private const byte Udp = 17;
    private const int PortsLength = 4;

    private readonly Frame _layout = new(side);
    private readonly Dictionary<(byte Protocol, ushort Port, int Length), byte[]> _known = [];

    /// <summary>Learns a probe of another scan.</summary>
    public void Learn(byte[] frame)
    {
        if (KeyOf(frame) is { } key)
        {
            _known.TryAdd(key, frame);
        }
    }

    /// <summary>All that he can say of a probe: port unreachable, and prohibited, with quotes of one byte of its data, none, and all.</summary>
    public IEnumerable<byte[]> About(byte[] frame)
    {
        if (KeyOf(frame) is not { } key || !_known.TryGetValue(key, out var known))
        {
            yield break;
        }

        var packet = Forged(frame, known);
        foreach (var length in new[] { 8, 9, 10, 12, packet.Length })
        {
            var quote = packet[..Math.Min(packet.Length, _layout.Transport - Frame.Ip + length)];
            yield return Error(quote, side.IsV6 ? (byte)4 : (byte)3);
            yield return Error(quote, side.IsV6 ? (byte)1 : (byte)13);
        }
    }

    /// <summary>What somebody on the way can say, who sees the probe: port unreachable, with all of it.</summary>
    public byte[] AboutSeen(byte[] frame) => Error(frame.AsSpan(Frame.Ip), side.IsV6 ? (byte)4 : (byte)3);

    // The other scan's probe, with the ports of this one.
    private byte[] Forged(byte[] frame, byte[] other)
    {
        var packet = other[Frame.Ip..];
        frame.AsSpan(_layout.Transport, PortsLength).CopyTo(packet.AsSpan(_layout.Transport - Frame.Ip));
        return packet;
    }

    private (byte Protocol, ushort Port, int Length)? KeyOf(byte[] frame)
    {
        var isProbe = _layout.IsToClient(frame, Frame.Tcp) || _layout.IsToClient(frame, Udp);
        return isProbe && frame.Length >= _layout.Transport + 8
            ? (frame[Frame.Ip + (side.IsV6 ? 6 : 9)], BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(_layout.Transport + 2)), frame.Length)
            : null;
    }

    private byte[] Error(ReadOnlySpan<byte> quote, byte code)
    {
        byte[] message = [side.IsV6 ? (byte)1 : (byte)3, code, 0, 0, 0, 0, 0, 0, .. quote];
        var ip = side.IsV6 ? HeaderV6(message.Length) : HeaderV4(message.Length);
        var pseudoHeader = side.IsV6 ? Sum(ip.AsSpan(8)) + (uint)message.Length + Frame.IcmpV6 : 0;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Fold(pseudoHeader + Sum(message)));
        byte[] type = side.IsV6 ? [0x86, 0xDD] : [0x08, 0x00];
        return [.. router, .. stranger, .. type, .. ip, .. message];
    }

    private byte[] HeaderV4(int length)
    {
        byte[] header = [0x45, 0, 0, 0, 0, 0, 0, 0, 64, Icmp, 0, 0, .. from.GetAddressBytes(), .. side.Server.GetAddressBytes()];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(header.Length + length));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Fold(Sum(header)));
        return header;
    }

    private byte[] HeaderV6(int length)
    {
        byte[] header = [0x60, 0, 0, 0, 0, 0, Frame.IcmpV6, 64, .. from.GetAddressBytes(), .. side.Server.GetAddressBytes()];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)length);
        return header;
    }

    // RFC 1071.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)(bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0u);
        }

        return sum;
    }

    private static ushort Fold(uint sum)
    {
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
