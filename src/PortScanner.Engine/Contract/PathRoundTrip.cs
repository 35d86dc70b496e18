namespace PortScanner.Engine.Contract;

/// <summary>What another connection to the target has measured of the path, before the first probe leaves.</summary>
/// <param name="Smoothed">The smoothed round-trip time (RFC 6298: SRTT).</param>
/// <param name="Variation">Its variation (RTTVAR).</param>
public sealed record PathRoundTrip(TimeSpan Smoothed, TimeSpan Variation);
