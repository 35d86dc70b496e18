namespace PortScanner.Cluster.Links;

/// <summary>The times by which both ends of a link know of each other.</summary>
public static class LinkTimes
{
    /// <summary>How long either side says nothing at most.</summary>
    public static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    /// <summary>When a tester sends no more packets: its own tick against the newest that came back. A web node's word is this old at most.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>When a tester gives a scan up, by the same clock: what is promised about visitors who are not known to be there.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>
    /// When another tester may begin what one was lost with, counted from when the newest tick that was sent back had been heard. A tick is older
    /// than its hearing, so the first tester has paused by then, wherever its clock and whatever its packets do.
    /// </summary>
    public static readonly TimeSpan Release = TimeSpan.FromSeconds(2.2);

    /// <summary>When a tester that is not heard is lost, while the bus is well. With two seconds, machines at full load lost some that were there.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>When one is lost for which the broker knows no listener: right after a reconnection that is normal for a moment.</summary>
    public static readonly TimeSpan Nobody = TimeSpan.FromSeconds(0.7);

    /// <summary>When a link is given up because the bus itself is ill.</summary>
    public static readonly TimeSpan BusIll = TimeSpan.FromSeconds(30);

    /// <summary>How long silence counts for nothing after the bus is well again: nodes come back at different times.</summary>
    public static readonly TimeSpan BusGrace = TimeSpan.FromSeconds(2);

    /// <summary>How often one side asks for what it misses. To ask at each gap made a storm: what was repeated came after what was new.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(300);

    /// <summary>How often links look at the clock.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    /// <summary>How often one side does what the other one asks for again and again, and how often it answers on a link that is over.</summary>
    internal static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a web node still answers on a link that is over, so that the tester learns of it though a message was lost.</summary>
    internal static readonly TimeSpan Linger = TimeSpan.FromSeconds(10);
}
