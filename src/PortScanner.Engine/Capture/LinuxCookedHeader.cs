using System.Buffers.Binary;

namespace PortScanner.Engine.Capture;

/// <summary>
/// The header that libpcap's "any" device puts before each packet, LINKTYPE_LINUX_SLL.
/// <code>
/// |         Packet type           |         ARPHRD type           |
/// |  Link-layer address length    |  Link-layer address (8 bytes) |
/// |                               |        Protocol type          |
/// </code>
/// </summary>
public static class LinuxCookedHeader
{
    /// <summary>The length, in bytes.</summary>
    public const int Length = 16;

    // The first three types are to this machine, to all and to some; then come those to others, and those that this machine sent.
    private const byte ToOthers = 3;

    // ARPHRD_LOOPBACK of Linux' if_arp.h.
    private const ushort LoopbackDevice = 772;

    /// <summary>Whether a captured frame came over the loopback interface.</summary>
    public static bool IsLoopback(ReadOnlySpan<byte> frame) =>
        frame.Length >= Length && BinaryPrimitives.ReadUInt16BigEndian(frame[2..]) == LoopbackDevice;

    /// <summary>Takes the IP packet out of a captured frame.</summary>
    /// <returns>
    /// False for frames to another machine's link-layer address, which a promiscuous interface sees and IP refuses, for those that this machine
    /// itself sent, and for those that are too short.
    /// </returns>
    public static bool TryGetIncomingPacket(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (frame.Length <= Length || BinaryPrimitives.ReadUInt16BigEndian(frame) >= ToOthers)
        {
            return false;
        }

        packet = frame[Length..];
        return true;
    }
}
