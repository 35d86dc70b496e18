using PortScanner.Engine.Clock;

namespace PortScanner.Engine.Capture;

/// <summary>Takes the packets of a capture.</summary>
public interface IPacketHandler
{
    /// <summary>Called on the capture's thread for each IP packet that came in. It must not block, throw or keep the span.</summary>
    /// <param name="packet">The packet from its IP header on, as far as it was captured.</param>
    /// <param name="capturedAt">When the kernel saw it: microseconds of <see cref="MonotonicTime"/>.</param>
    /// <param name="isLoopback">Whether it came over the loopback interface, and so from this machine, whatever source it names.</param>
    void OnPacket(ReadOnlySpan<byte> packet, long capturedAt, bool isLoopback);
}
