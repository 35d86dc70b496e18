using System.Buffers.Binary;

namespace PortScanner.Engine.Capture;

/// <summary>
/// The header that libpcap's "any" device puts before each packet, LINKTYPE_LINUX_SLL2.
/// <code>
/// |        Protocol type          |        Reserved (0)           |
/// |                       Interface index                         |
/// |        ARPHRD type            |  Packet type  | Address length|
/// |                  Link-layer address (8 bytes)                 |
/// </code>
/// </summary>
public static class LinuxCookedHeader
{
    /// <summary>The length, in bytes.</summary>
    public const int Length = 20;

    private const byte OutgoingPacket = 4;

    // ARPHRD_LOOPBACK of Linux' if_arp.h.
    private const ushort LoopbackDevice = 772;

    /// <summary>Whether a captured frame came over the loopback interface.</summary>
    public static bool IsLoopback(ReadOnlySpan<byte> frame) =>
        frame.Length >= Length && BinaryPrimitives.ReadUInt16BigEndian(frame[8..]) == LoopbackDevice;

    /// <summary>Takes the IP packet out of a captured frame.</summary>
    /// <returns>False for frames that this machine itself sent, and for frames that are too short.</returns>
    public static bool TryGetIncomingPacket(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (frame.Length <= Length || frame[10] == OutgoingPacket)
        {
            return false;
        }

        packet = frame[Length..];
        return true;
    }
}
