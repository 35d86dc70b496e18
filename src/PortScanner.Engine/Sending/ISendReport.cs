namespace PortScanner.Engine.Sending;

/// <summary>Learns which of its packets did not leave.</summary>
internal interface ISendReport
{
    /// <summary>The kernel refused the packet: no route, a local firewall, no buffer.</summary>
    /// <param name="index">What the packet was handed over with.</param>
    void OnRefused(int index);
}
