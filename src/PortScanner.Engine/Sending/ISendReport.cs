namespace PortScanner.Engine.Sending;

/// <summary>Learns when its packets leave, and which did not.</summary>
internal interface ISendReport
{
    /// <summary>The packet is handed to the kernel now.</summary>
    /// <param name="index">What the packet was handed over with.</param>
    /// <param name="now">Microseconds of Unix time.</param>
    void OnLeaving(int index, long now);

    /// <summary>The kernel refused the packet, or dropped it before it left.</summary>
    /// <param name="index">What the packet was handed over with.</param>
    /// <param name="refusal">Why.</param>
    void OnRefused(int index, SendRefusal refusal);
}
