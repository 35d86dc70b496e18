namespace PortScanner.Reports.Findings.Firewall;

/// <summary>What kind of filter stands before an address.</summary>
public enum FirewallVerdict : byte
{
    /// <summary>It remembers connections, and stops what belongs to none.</summary>
    Stateful,

    /// <summary>It looks at each packet alone.</summary>
    Stateless,

    /// <summary>No sign of one.</summary>
    None,

    /// <summary>There is too little evidence, or it contradicts itself.</summary>
    CannotTell,
}

/// <summary>The table from signs to verdict; the first line that holds counts.</summary>
public static class FirewallVerdicts
{
    private const FirewallSigns MemoryByItself = FirewallSigns.AckStoppedWhereSynPasses | FirewallSigns.FinAckStoppedOnClosedPort;

    private const FirewallSigns AnyStop =
        MemoryByItself | FirewallSigns.SynStopped | FirewallSigns.AckStoppedOnReplyPorts | FirewallSigns.PortShut | FirewallSigns.OddFlagsStopped;

    /// <summary>The published name of a verdict, as <c>docs/report-format.md</c> lists it.</summary>
    public static string Name(this FirewallVerdict verdict) => verdict switch
    {
        FirewallVerdict.Stateful => "stateful",
        FirewallVerdict.Stateless => "stateless",
        FirewallVerdict.None => "none",
        FirewallVerdict.CannotTell => "cannot-tell",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
    };

    /// <summary>Whether something that belongs to no connection is stopped where what belongs to one must pass.</summary>
    /// <remarks>
    /// The visitor's own connection to this site works, so replies get through to ports like those that were asked. Unless nothing at all
    /// was answered: then it is not known whether the tests got anywhere.
    /// </remarks>
    public static bool ShowMemory(FirewallSigns signs) =>
        (signs & MemoryByItself) != FirewallSigns.None || (signs.HasFlag(FirewallSigns.AckStoppedOnReplyPorts) && signs.HasFlag(FirewallSigns.SynPasses));

    /// <summary>Whether a filter stops something.</summary>
    public static bool ShowFilter(FirewallSigns signs) => (signs & AnyStop) != FirewallSigns.None;

    /// <summary>The verdict on <paramref name="signs"/>.</summary>
    public static FirewallVerdict Of(FirewallSigns signs) => signs switch
    {
        _ when signs.HasFlag(FirewallSigns.AckPassesWhereSynIsStopped) => ShowMemory(signs) ? FirewallVerdict.CannotTell : FirewallVerdict.Stateless,
        _ when ShowMemory(signs) => FirewallVerdict.Stateful,
        _ when ShowFilter(signs) || signs.HasFlag(FirewallSigns.Undecided) => FirewallVerdict.CannotTell,
        _ => signs.HasFlag(FirewallSigns.AckPasses) ? FirewallVerdict.None : FirewallVerdict.CannotTell,
    };
}
