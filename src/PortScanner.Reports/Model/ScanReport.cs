using PortScanner.Core.Addresses;
using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Model;

/// <summary>What is known after the last answer.</summary>
/// <param name="Header">What was known before.</param>
/// <param name="Rows">The final result of each probe, in the plan's order.</param>
/// <param name="Duration">From the start to the end of the scan.</param>
/// <param name="Expectation">How the results stand against the caller's expectation; null without one.</param>
/// <param name="EarlyEnd">Why the scan ended before each probe was decided, as a plain sentence; null if it was completed.</param>
public sealed record ScanReport(
    ReportHeader Header,
    IReadOnlyList<ReportRow> Rows,
    TimeSpan Duration,
    ExpectVerdict? Expectation,
    Message? EarlyEnd)
{
    /// <summary>After what time nothing more could turn out open; null if it never came to that.</summary>
    public TimeSpan? SettledAfter { get; init; }

    /// <summary>What the order of the probes was drawn from; null where that is not known.</summary>
    public long? Seed { get; init; }

    /// <summary>From where else than <see cref="ReportHeader.Source"/> packets came, in the order in which they began to.</summary>
    public IReadOnlyList<OtherSource> Others { get; init; } = [];

    /// <summary>Whether the expectation was met; null without one. A scan that ended early proves nothing, so it never passes.</summary>
    public bool? Pass => Expectation is null ? null : Expectation.Pass && EarlyEnd is null;

    /// <summary>How many results are in <paramref name="state"/>.</summary>
    public int CountOf(PortState state) => Rows.Count(row => row.Result.State == state);
}
