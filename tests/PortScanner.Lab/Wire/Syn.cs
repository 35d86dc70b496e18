using System.Buffers.Binary;
using System.Net;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Wire;

/// <summary>The program's SYN to the client, as it was seen on a link.</summary>
internal sealed class Syn
{
    private readonly Frame _layout;
    private readonly byte[] _frame;

    private Syn(Frame layout, byte[] frame)
    {
        _layout = layout;
        _frame = frame;
    }

    /// <summary>The probed port.</summary>
    public int Port => BinaryPrimitives.ReadUInt16BigEndian(Segment[2..]);

    /// <summary>The sequence number.</summary>
    public uint Sequence => BinaryPrimitives.ReadUInt32BigEndian(Segment[4..]);

    private ReadOnlySpan<byte> Segment => _frame.AsSpan(_layout.Transport);

    /// <summary>Reads a frame.</summary>
    /// <returns>Null if it holds anything else.</returns>
    public static Syn? Of(byte[] frame, Side side)
    {
        var layout = new Frame(side);
        var isSyn = layout.IsToClient(frame, Frame.Tcp) && (TcpFlags)(frame[layout.Transport + 13] & 0x3F) == TcpFlags.Syn;
        return isSyn ? new Syn(layout, frame) : null;
    }

    /// <summary>A segment in answer.</summary>
    /// <param name="flags">Its flags.</param>
    /// <param name="acknowledgement">Its acknowledgement number.</param>
    /// <param name="from">Its source address; null for the client's.</param>
    /// <param name="window">Its window, in bytes.</param>
    public byte[] Answer(TcpFlags flags, uint acknowledgement, IPAddress? from = null, ushort window = 0xFFFF)
    {
        var segment = new byte[20];
        Segment[2..4].CopyTo(segment);
        Segment[..2].CopyTo(segment.AsSpan(2));
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), 0x1234_5678);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(8), acknowledgement);
        segment[12] = 5 << 4;
        segment[13] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(14), window);
        return _layout.Back(_frame, from ?? _layout.Side.Client, Frame.Tcp, segment, checksumAt: 16);
    }

    /// <summary>The SYN itself, sent back.</summary>
    public byte[] Reflection()
    {
        var segment = Segment[..20].ToArray();
        Segment[2..4].CopyTo(segment);
        Segment[..2].CopyTo(segment.AsSpan(2));
        segment[12] = 5 << 4;
        segment.AsSpan(16, 2).Clear();
        return _layout.Back(_frame, _layout.Side.Client, Frame.Tcp, segment, checksumAt: 16);
    }

    /// <summary>An ICMPv6 error that quotes it.</summary>
    /// <param name="type">The error's type.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="from">Its source address.</param>
    public byte[] IcmpV6Error(byte type, byte code, IPAddress from)
    {
        byte[] message = [type, code, 0, 0, 0, 0, 0, 0, .. _frame.AsSpan(Frame.Ip)];
        return _layout.Back(_frame, from, Frame.IcmpV6, message, checksumAt: 2);
    }
}
