using System.Buffers.Binary;

namespace PortScanner.Engine.Packets;

/// <summary>
/// The fragment header, RFC 8200 section 4.5.
/// <code>
/// |  Next Header  |   Reserved    |      Fragment Offset    |Res|M|
/// |                         Identification                        |
/// </code>
/// </summary>
public static class Ipv6Fragment
{
    /// <summary>The length, in bytes.</summary>
    public const int Length = 8;

    /// <summary>Writes the header of a packet that is its own first and last fragment, an atomic one (RFC 6946 section 4).</summary>
    /// <param name="header">At least <see cref="Length"/> bytes.</param>
    /// <param name="nextHeader">What follows it.</param>
    /// <param name="identification">Tells the packet.</param>
    public static void WriteAtomic(Span<byte> header, byte nextHeader, uint identification)
    {
        header[..Length].Clear();
        header[0] = nextHeader;
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], identification);
    }
}
