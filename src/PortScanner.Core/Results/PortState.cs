namespace PortScanner.Core.Results;

/// <summary>What the internet can do with a port.</summary>
public enum PortState : byte
{
    /// <summary>Something accepts: it answered as a listener does.</summary>
    Open,

    /// <summary>The address itself said that nothing listens.</summary>
    Closed,

    /// <summary>An ICMP error said no.</summary>
    Rejected,

    /// <summary>Silence, proved.</summary>
    Stealth,

    /// <summary>Nothing stopped the packet of a firewall test: the host behind the filter, if there is one, answered it.</summary>
    Unfiltered,

    /// <summary>Not enough evidence; the reason names the cause.</summary>
    Unknown,
}
