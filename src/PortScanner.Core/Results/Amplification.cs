using PortScanner.Core.Probes;

namespace PortScanner.Core.Results;

/// <summary>Whether a service can be used to flood others: it sends more to a forged sender than the forger had to send to it.</summary>
public static class Amplification
{
    /// <summary>
    /// How many times as much as it received a server may send to an address that it has not proved: the limit that QUIC keeps
    /// (RFC 9000 section 8.1), for any service.
    /// </summary>
    private const int TolerableFactor = 3;

    /// <summary>
    /// The UDP and IPv4 headers, in bytes. On the wire a request is at least as long, however short its payload is, so that a few bytes
    /// for two do nobody harm.
    /// </summary>
    private const int HeaderLength = 28;

    /// <summary>Whether what was measured can be abused.</summary>
    /// <param name="kind">The probe.</param>
    /// <param name="traffic">What it measured.</param>
    public static bool IsAbusable(ProbeKind kind, UdpTraffic traffic) =>
        // Ours is the smallest request of all. Where floods are known to be made of a service, others get more out of it.
        kind.Info().IsKnownAmplifier
            ? traffic.ReplyBytes > Math.Max(traffic.RequestBytes, 1)
            : traffic.ReplyBytes > TolerableFactor * (long)Math.Max(traffic.RequestBytes, traffic.RequestPackets * HeaderLength);
}
