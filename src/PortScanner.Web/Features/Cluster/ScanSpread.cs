namespace PortScanner.Web.Features.Cluster;

/// <summary>What of a scan goes to several testers.</summary>
internal enum ScanSpread
{
    /// <summary>Nothing: one tester asks all of it.</summary>
    None,

    /// <summary>What is asked over UDP, since limits on ICMP errors count by who asks.</summary>
    Udp,

    /// <summary>All of it.</summary>
    All,
}
