namespace PortScanner.Engine.Contract;

/// <summary>
/// What the visitor's own connection has carried so far, and how long that took: counts from its beginning, as the kernel keeps them (<c>TCP_INFO</c>).
/// Who looks twice knows what the path did meanwhile.
/// </summary>
/// <param name="Connection">Tells one connection from another, within a scan.</param>
/// <param name="Delivered">How many segments arrived.</param>
/// <param name="Retransmitted">How many were sent again.</param>
/// <param name="Smoothed">The smoothed round-trip time (RFC 6298: SRTT).</param>
/// <param name="Variation">Its variation (RTTVAR).</param>
/// <param name="Least">The least round trip of the last minutes.</param>
public sealed record ConnectionFlow(int Connection, long Delivered, long Retransmitted, TimeSpan Smoothed, TimeSpan Variation, TimeSpan Least);
