using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

namespace PortScanner.Engine.Contract;

/// <summary>
/// What of a plan one tester asks, where several do or one goes on with what another began; and what it knows of its own path. Of the plan's other probes
/// it says nothing.
/// </summary>
public sealed record ScanShare
{
    /// <summary>Its part of the plan.</summary>
    public PlanShare Part { get; init; } = PlanShare.Whole;

    /// <summary>The probes of the plan that are not asked, as they are known already (<see cref="PlanMarks"/>); empty for none.</summary>
    public ReadOnlyMemory<byte> Skip { get; init; }

    /// <summary>
    /// Probes of the plan that the target answered another tester: they are asked as controls, and told nothing of. Where this tester is not answered by any of
    /// them, nor by another probe, the silence may be that of its own path, and is not called the target's.
    /// </summary>
    public IReadOnlyList<Probe> Known { get; init; } = [];

    /// <summary>How much of the target's pace it may have. It may be changed while the scan runs; a gentle pace is not divided.</summary>
    public PaceAllowance Pace { get; init; } = new();

    /// <summary>How long it may go on asking what stays silent, where that is less than the plan has; null for the plan's own time.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>What the tester knows of its own path; null where the target's connection leads to this machine and so tells of it.</summary>
    public ITesterPath? Path { get; init; }

    /// <summary>Whether it fits a plan: what a message says of a share may not.</summary>
    public bool Fits(ScanPlan plan) =>
        Part.IsValid && PlanMarks.Fit(Skip.Span, plan.Probes.Count) && Known.Count <= PlanRest.MostKnown && Known.Distinct().Count() == Known.Count;

    /// <summary>Whether a probe of the plan is this tester's to tell of.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="place">The probe's place in it.</param>
    public bool Has(ScanPlan plan, int place) => Part.Has(plan, place) && !PlanMarks.Has(Skip.Span, place);

    /// <summary>Whether the firewall tests of a plan are this tester's.</summary>
    internal bool TestsFirewall(ScanPlan plan) => plan.TestsFirewall && Part.IsPrimary;

    internal bool IsFiltered(Probe probe) => Path?.PassageOf(probe) == PortPassage.Filtered;
}
