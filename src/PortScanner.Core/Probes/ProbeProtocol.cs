namespace PortScanner.Core.Probes;

/// <summary>The protocol a probe is sent in. ICMP stands for ICMPv6 too: a scan has one address family.</summary>
public enum ProbeProtocol : byte
{
    /// <summary>TCP (RFC 9293).</summary>
    Tcp,

    /// <summary>UDP (RFC 768).</summary>
    Udp,

    /// <summary>ICMP (RFC 792) or ICMPv6 (RFC 4443), and what IPv6 carries without any transport.</summary>
    Icmp,
}
