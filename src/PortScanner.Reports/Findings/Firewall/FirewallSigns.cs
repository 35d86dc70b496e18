namespace PortScanner.Reports.Findings.Firewall;

/// <summary>What the firewall tests can show. Each is a fact about ports; together they lead to the verdict.</summary>
[Flags]
public enum FirewallSigns
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A port answered a SYN, accepting or refusing.</summary>
    SynPasses = 1,

    /// <summary>A SYN was stopped: silence that was proved, or an ICMP error.</summary>
    SynStopped = 1 << 1,

    /// <summary>An unsolicited ACK was answered by a port that answers a SYN too.</summary>
    AckPasses = 1 << 2,

    /// <summary>An unsolicited ACK was answered by a port that a SYN does not get through to.</summary>
    AckPassesWhereSynIsStopped = 1 << 3,

    /// <summary>An unsolicited ACK was stopped on its way to a port that a SYN gets through to.</summary>
    AckStoppedWhereSynPasses = 1 << 4,

    /// <summary>
    /// A FIN+ACK was stopped on its way to a closed port. A filter without a memory cannot stop such segments, as each connection ends with
    /// them; and a closed port refuses them (RFC 9293 section 3.10.7.1), where an open one may stay silent.
    /// </summary>
    FinAckStoppedOnClosedPort = 1 << 5,

    /// <summary>An unsolicited ACK was stopped on its way to the ports that replies to the visitor's own connections come to.</summary>
    AckStoppedOnReplyPorts = 1 << 6,

    /// <summary>Neither a SYN nor an unsolicited ACK gets through to a port.</summary>
    PortShut = 1 << 7,

    /// <summary>A segment with odd control bits was stopped on its way to a closed port, a FIN+ACK was not.</summary>
    OddFlagsStopped = 1 << 8,

    /// <summary>A port that stops a SYN answers one behind an options header.</summary>
    OptionsGetAround = 1 << 9,

    /// <summary>A port that stops a SYN answers one behind a fragment header.</summary>
    FragmentGetsAround = 1 << 10,

    /// <summary>A SYN, an ACK or a FIN+ACK could not be decided.</summary>
    Undecided = 1 << 11,
}
