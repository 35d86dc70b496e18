namespace PortScanner.Web.Features.SelfTest;

/// <summary>What is known beforehand of a port of the self-test's own.</summary>
internal enum PortTruth
{
    /// <summary>Something listens.</summary>
    Open,

    /// <summary>Nothing listens, and the kernel says so.</summary>
    Closed,

    /// <summary>What comes is dropped.</summary>
    Silent,

    /// <summary>What comes is answered with an ICMP error.</summary>
    Rejecting,
}
