using PortScanner.Engine.Clock;

namespace PortScanner.Engine.Sending;

/// <summary>Learns when its packets leave, and which did not.</summary>
internal interface ISendReport
{
    /// <summary>The packet is handed to the kernel now.</summary>
    /// <param name="send">What the packet was handed over as.</param>
    /// <param name="now">Microseconds of <see cref="MonotonicTime"/>.</param>
    void OnLeaving(Send send, long now);

    /// <summary>The kernel refused the packet, or dropped it before it left.</summary>
    /// <param name="send">What the packet was handed over as.</param>
    /// <param name="error">Why.</param>
    void OnRefused(Send send, SendError error);
}
