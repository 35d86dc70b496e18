namespace PortScanner.Core.Results;

/// <summary>What the internet can do with a port.</summary>
/// <remarks>The numbers are stored in MariaDB and sent between front end and tester: none is changed, or given again. The next is 7.</remarks>
public enum PortState : byte
{
    /// <summary>Something accepts: it answered as a listener does.</summary>
    Open = 0,

    /// <summary>The address itself said that nothing listens.</summary>
    Closed = 1,

    /// <summary>An ICMP error said no.</summary>
    Rejected = 2,

    /// <summary>Silence, proved.</summary>
    Stealth = 3,

    /// <summary>Nothing stopped the packet of a firewall test: the host behind the filter, if there is one, answered it.</summary>
    Unfiltered = 4,

    /// <summary>Not enough evidence; the reason names the cause.</summary>
    Unknown = 5,

    /// <summary>Nothing accepts, proved; whether the address itself, a device on the way, or nobody says so is not known.</summary>
    ClosedFiltered = 6,
}

/// <summary>Which state a port is in, where several probes asked it.</summary>
public static class PortStates
{
    /// <summary>
    /// The states of a port, the one that speaks for it first. A listener's answer proves the port open, and the host's own refusal
    /// proves it closed, for all of its probes. Of the rest, an undecided probe could still have been answered, whatever silence
    /// or an error on the way said to another.
    /// </summary>
    public static IReadOnlyList<PortState> Precedence { get; } =
        [PortState.Open, PortState.Closed, PortState.Unknown, PortState.ClosedFiltered, PortState.Rejected, PortState.Stealth];

    /// <summary>The state of a port that was found in these states.</summary>
    /// <param name="found">The states that its probes found; at least one of <see cref="Precedence"/>.</param>
    /// <exception cref="InvalidOperationException">None of <see cref="Precedence"/> is among them.</exception>
    public static PortState OfPort(IEnumerable<PortState> found)
    {
        var states = found.ToHashSet();
        return Precedence.First(states.Contains);
    }
}
