namespace PortScanner.Cluster.Links;

/// <summary>Why a link is over. The first are said by one side to the other, the last are what one side finds out.</summary>
public enum LinkEnd : byte
{
    /// <summary>The tester has done what was asked for, or said why not.</summary>
    Completed = 0,

    /// <summary>The web node wants no more.</summary>
    Stopped = 1,

    /// <summary>The tester leaves, and has not finished.</summary>
    Drained = 2,

    /// <summary>The tester's side has failed.</summary>
    Failed = 3,

    /// <summary>The tester takes no more scans of this web node for now.</summary>
    Quota = 4,

    /// <summary>The tester was not heard for three seconds while the bus was well, or nobody listened for 0.7.</summary>
    Lost = 5,

    /// <summary>The bus was ill for half a minute, which says nothing of the tester.</summary>
    BusLost = 6,

    /// <summary>The tester has not heard for five seconds that the web node hears it.</summary>
    LeaseOver = 7,

    /// <summary>The other side said what it may not say.</summary>
    Violated = 8,
}

/// <summary>Somebody sends on a link that is over.</summary>
public sealed class LinkEndedException : IOException
{
    internal LinkEndedException(LinkEnd end)
        : base($"The link is over: {end}.") => End = end;

    /// <summary>Why it is.</summary>
    public LinkEnd End { get; }
}
