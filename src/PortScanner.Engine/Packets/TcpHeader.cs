using System.Buffers.Binary;

namespace PortScanner.Engine.Packets;

/// <summary>The control bits of RFC 9293 section 3.1 that are sent or decide an answer.</summary>
[Flags]
public enum TcpControlBits : byte
{
    /// <summary>No bit.</summary>
    None = 0,

    /// <summary>No more data from the sender.</summary>
    Fin = 0x01,

    /// <summary>Synchronize sequence numbers.</summary>
    Syn = 0x02,

    /// <summary>Reset the connection.</summary>
    Rst = 0x04,

    /// <summary>Hand the data over at once.</summary>
    Psh = 0x08,

    /// <summary>The acknowledgement number is valid.</summary>
    Ack = 0x10,

    /// <summary>The urgent pointer is valid.</summary>
    Urg = 0x20,
}

/// <summary>
/// The TCP header, RFC 9293 section 3.1.
/// <code>
/// |          Source Port          |       Destination Port        |
/// |                        Sequence Number                        |
/// |                    Acknowledgment Number                      |
/// | Offset|Rsrvd|     Flags       |            Window             |
/// |           Checksum            |         Urgent Pointer        |
/// </code>
/// </summary>
public readonly record struct TcpHeader(ushort SourcePort, ushort DestinationPort, uint Sequence, uint Acknowledgment, TcpControlBits ControlBits)
{
    /// <summary>The length without options, in bytes.</summary>
    public const int Length = 20;

    /// <summary>The length of the SYN that <see cref="WriteSyn"/> writes: one option, the maximum segment size.</summary>
    public const int SynLength = Length + 4;

    /// <summary>The window that is offered: the usual first one of Linux.</summary>
    public const ushort UsualWindow = 64240;

    /// <summary>How much of a segment an ICMP error quotes at least (RFC 792): the ports and the sequence number.</summary>
    public const int QuotedLength = 8;

    /// <summary>How many bytes the sender would take, in units that it has not told; zero if it was not read.</summary>
    public ushort Window { get; init; }

    /// <summary>Whether data follow the header and its options; false if it was not read.</summary>
    public bool HasData { get; init; }

    /// <summary>Reads a segment.</summary>
    /// <returns>False if fewer than <see cref="Length"/> bytes are there.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out TcpHeader header)
    {
        header = default;
        if (data.Length < Length)
        {
            return false;
        }

        header = new TcpHeader(
            BinaryPrimitives.ReadUInt16BigEndian(data),
            BinaryPrimitives.ReadUInt16BigEndian(data[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(data[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(data[8..]),
            (TcpControlBits)data[13])
        {
            Window = BinaryPrimitives.ReadUInt16BigEndian(data[14..]),
            HasData = data.Length > (data[12] >> 4) * 4,
        };
        return true;
    }

    /// <summary>Reads what an ICMP error quotes of a segment: flags and acknowledgement number stay zero.</summary>
    /// <returns>False if fewer than <see cref="QuotedLength"/> bytes are there.</returns>
    public static bool TryParseQuoted(ReadOnlySpan<byte> data, out TcpHeader header)
    {
        header = default;
        if (data.Length < QuotedLength)
        {
            return false;
        }

        header = new TcpHeader(
            BinaryPrimitives.ReadUInt16BigEndian(data),
            BinaryPrimitives.ReadUInt16BigEndian(data[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(data[4..]),
            0,
            TcpControlBits.None);
        return true;
    }

    /// <summary>Writes a segment without options; the checksum is left zero.</summary>
    /// <param name="segment">At least <see cref="Length"/> bytes.</param>
    /// <param name="header">What stands in it.</param>
    public static void Write(Span<byte> segment, in TcpHeader header)
    {
        segment[..Length].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(segment, header.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(segment[2..], header.DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment[4..], header.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], header.Acknowledgment);
        segment[12] = (Length / 4) << 4;
        segment[13] = (byte)header.ControlBits;
        BinaryPrimitives.WriteUInt16BigEndian(segment[14..], header.Window);
    }

    /// <summary>Writes a SYN with the maximum segment size option; the checksum is left zero.</summary>
    /// <param name="segment">At least <see cref="SynLength"/> bytes.</param>
    /// <param name="sourcePort">The source port.</param>
    /// <param name="destinationPort">The destination port.</param>
    /// <param name="sequence">The initial sequence number.</param>
    /// <param name="maximumSegmentSize">In bytes (RFC 9293 section 3.7.1).</param>
    public static void WriteSyn(Span<byte> segment, ushort sourcePort, ushort destinationPort, uint sequence, ushort maximumSegmentSize)
    {
        Write(segment, new TcpHeader(sourcePort, destinationPort, sequence, 0, TcpControlBits.Syn) { Window = UsualWindow });
        segment[12] = (SynLength / 4) << 4;
        segment[20] = 2;
        segment[21] = 4;
        BinaryPrimitives.WriteUInt16BigEndian(segment[22..], maximumSegmentSize);
    }
}
