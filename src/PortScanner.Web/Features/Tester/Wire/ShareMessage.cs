using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>A <see cref="ScanShare"/> on its way.</summary>
/// <param name="Index">Which part of the plan, from 0 on.</param>
/// <param name="Count">How many parts there are.</param>
/// <param name="Of">What is cut into them.</param>
/// <param name="Skip">Marks on the probes that are not asked; null for none.</param>
/// <param name="Known">Probes that the target answered somebody else; null for none.</param>
/// <param name="Allowance">How much of the visitor's pace is the tester's, of 1.</param>
/// <param name="Budget">How long it may ask what stays silent, in milliseconds; null for as long as the plan says.</param>
internal sealed record ShareMessage(
    int Index, int Count, SharedProbes Of, byte[]? Skip = null, IReadOnlyList<KnownMessage>? Known = null, double Allowance = 1, long? Budget = null)
{
    private static readonly long LongestBudget = (long)GentleTime.LongestBudget.TotalMilliseconds;

    /// <summary>The message for a share.</summary>
    public static ShareMessage From(ScanShare share) => new(
        share.Part.Index,
        share.Part.Count,
        share.Part.Of,
        share.Skip.IsEmpty ? null : share.Skip.ToArray(),
        share.Known.Count == 0 ? null : [.. share.Known.Select(probe => new KnownMessage(probe.Kind, probe.Port))],
        share.Pace.Part,
        (long?)share.Budget?.TotalMilliseconds);

    /// <summary>The share.</summary>
    /// <param name="plan">The plan, as the tester made it.</param>
    /// <param name="path">What the tester knows of its own path.</param>
    /// <returns>Null if it is none of that plan.</returns>
    public ScanShare? ToShare(ScanPlan plan, ITesterPath? path)
    {
        if (Budget <= 0 || Budget > LongestBudget || Allowance is not (> 0 and <= 1))
        {
            return null;
        }

        var probes = plan.Probes.ToHashSet();
        var share = new ScanShare
        {
            Part = new PlanShare(Index, Count, Of),
            Skip = Skip,
            Known = [.. (Known ?? []).Select(probe => new Probe(probe.Kind, probe.Port))],
            Pace = new PaceAllowance(Allowance),
            Budget = Budget is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Path = path,
        };
        return share.Fits(plan) && share.Known.All(probes.Contains) ? share : null;
    }
}

/// <summary>A probe that was answered.</summary>
internal sealed record KnownMessage(ProbeKind Kind, ushort? Port);
