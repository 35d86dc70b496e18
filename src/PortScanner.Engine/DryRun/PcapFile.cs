using System.Buffers.Binary;

namespace PortScanner.Engine.DryRun;

/// <summary>Writes packets in the format that tcpdump and tshark read (draft-ietf-opsawg-pcap), link type 101: IP without a link header.</summary>
public static class PcapFile
{
    private const uint MagicMicroseconds = 0xA1B2C3D4;
    private const int LinkTypeRaw = 101;
    private const int HeaderLength = 24;
    private const int RecordHeaderLength = 16;

    /// <summary>Writes a whole file; the time of a packet is that since the scan began.</summary>
    public static void Write(Stream file, IEnumerable<DryRunPacket> packets)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, MagicMicroseconds);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], ushort.MaxValue);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], LinkTypeRaw);
        file.Write(header);

        Span<byte> record = stackalloc byte[RecordHeaderLength];
        foreach (var packet in packets)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record, (int)packet.At.TotalSeconds);
            BinaryPrimitives.WriteInt32LittleEndian(record[4..], (int)(packet.At.Ticks / TimeSpan.TicksPerMicrosecond % 1_000_000));
            BinaryPrimitives.WriteInt32LittleEndian(record[8..], packet.Bytes.Length);
            BinaryPrimitives.WriteInt32LittleEndian(record[12..], packet.Bytes.Length);
            file.Write(record);
            file.Write(packet.Bytes.Span);
        }
    }
}
