using PortScanner.Core.Evidence;
using PortScanner.Core.Localization;

namespace PortScanner.Core.Plans;

/// <summary>
/// How long a plan takes at a gentle pace: so many packets, one at a time. Each attempt asks again what stayed silent, so that a host that
/// drops everything takes longest.
/// </summary>
public static class GentleTime
{
    /// <summary>The longest that a scan may usually take. The profile standard takes less than an hour at the quickest gentle pace.</summary>
    public static readonly TimeSpan LongestUsual = TimeSpan.FromMinutes(75);

    /// <summary>The longest that any scan may go on asking, whatever is lost on its way.</summary>
    public static readonly TimeSpan LongestBudget = TimeSpan.FromHours(2);

    // Random high ports that are asked with the plan's, and what was answered before and is asked again in each further attempt: about
    // as many as one kind of answer has. More kinds, of up to eight, come only where as much answers and so is not asked again.
    private const int RandomPorts = 3;
    private const int Controls = 4;

    // The reply timeout, and answers that come late by design.
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(10);

    /// <summary>About how long a plan takes if nobody answers and nothing is lost.</summary>
    /// <param name="plan">A plan of a gentle pace.</param>
    public static TimeSpan Usual(ScanPlan plan) => Attempts(plan, LossRule.MinimumAttempts) + Closing;

    /// <summary>How long it may go on: each attempt that the loss rule may ask for fits in, up to <see cref="LongestBudget"/>.</summary>
    /// <param name="plan">A plan of a gentle pace.</param>
    public static TimeSpan Budget(ScanPlan plan)
    {
        var all = Attempts(plan, LossRule.MaximumAttempts) + Closing;
        return all < LongestBudget ? all : LongestBudget;
    }

    /// <summary>Why a plan is not done at its pace.</summary>
    /// <param name="plan">A plan of any pace.</param>
    /// <returns>Null if it is.</returns>
    public static Message? WhyRefused(ScanPlan plan) => !plan.Pace.IsGentle ? null
        : plan.Profile == ScanProfile.Full ? new Message("form.pace-of-full", ("profile", ScanProfile.Full.Name()))
        : Usual(plan) > LongestUsual ? new Message("form.pace-too-long", ("most", Minutes(LongestUsual))) { Count = Minutes(Usual(plan)) }
        : null;

    /// <summary>A time as readers are told it.</summary>
    public static int Minutes(TimeSpan time) => (int)Math.Ceiling(time.TotalMinutes);

    private static TimeSpan Attempts(ScanPlan plan, int attempts)
    {
        var first = plan.Probes.Count + RandomPorts;
        var packets = (attempts * first) + ((attempts - 1) * Controls);
        return plan.Pace.Interval!.Value * (packets + (plan.TestsFirewall ? attempts * FirewallStage.MostProbes(plan.Family) : 0));
    }
}
