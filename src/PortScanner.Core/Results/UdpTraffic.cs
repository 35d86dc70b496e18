namespace PortScanner.Core.Results;

/// <summary>
/// What a UDP service sent back for what it was sent, until the scan ended. All requests that left are counted, those that were sent
/// again included, so that answers to a repeated request make nothing look larger.
/// </summary>
/// <param name="RequestPackets">The requests that were sent; at least one.</param>
/// <param name="RequestBytes">Their payloads, without UDP and IP headers, in bytes.</param>
/// <param name="ReplyPackets">The datagrams that came back; at least one.</param>
/// <param name="ReplyBytes">Their payloads, without UDP and IP headers, in bytes.</param>
public sealed record UdpTraffic(int RequestPackets, int RequestBytes, int ReplyPackets, long ReplyBytes)
{
    /// <summary>
    /// Reply bytes for each request byte, payloads only: the bandwidth amplification factor of US-CERT alert TA14-017A, so that it
    /// can be held against published ones. Null where requests have no payload.
    /// </summary>
    public double? Factor => RequestBytes == 0 ? null : (double)ReplyBytes / RequestBytes;
}
