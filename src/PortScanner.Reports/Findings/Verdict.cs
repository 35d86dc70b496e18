namespace PortScanner.Reports.Findings;

/// <summary>What the facts amount to.</summary>
public enum Verdict : byte
{
    /// <summary>No port was tested or decided.</summary>
    NothingTested,

    /// <summary>A device answers for every TCP port, so that nothing is known about the ports themselves.</summary>
    AnswersForAll,

    /// <summary>At least one port is open.</summary>
    Exposed,

    /// <summary>Nothing is open as far as is known, but some ports could not be decided.</summary>
    Undecided,

    /// <summary>Nothing is open, but ports answer that they are not, or may do so.</summary>
    Refusing,

    /// <summary>Every port is silent.</summary>
    Silent,
}

/// <summary>The table from facts to verdict; the first line that holds counts.</summary>
public static class Verdicts
{
    /// <summary>The verdict on <paramref name="facts"/>.</summary>
    public static Verdict Of(PortFacts facts) => facts switch
    {
        { Total: 0 } => Verdict.NothingTested,
        { EveryTcpPortOpen: true } => Verdict.AnswersForAll,
        { Open: > 0 } => Verdict.Exposed,
        { Unknown: > 0 } => Verdict.Undecided,
        { Refusing: > 0 } or { ClosedFiltered: > 0 } => Verdict.Refusing,
        _ => Verdict.Silent,
    };
}
