namespace PortScanner.Engine.Tests.Udp;

/// <summary>Writes packets into a classic pcap file (draft-ietf-opsawg-pcap) without link-layer headers.</summary>
internal static class PcapFile
{
    private const uint Magic = 0xA1B2C3D4;
    private const uint LinkTypeRaw = 101;
    private const uint SnapLength = 65535;

    public static void Write(string path, IEnumerable<byte[]> packets)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Magic);
        writer.Write((ushort)2);
        writer.Write((ushort)4);
        writer.Write(0UL);
        writer.Write(SnapLength);
        writer.Write(LinkTypeRaw);
        foreach (byte[] packet in packets)
        {
            writer.Write(0UL);
            writer.Write(packet.Length);
            writer.Write(packet.Length);
            writer.Write(packet);
        }
    }
}
