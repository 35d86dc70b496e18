using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>Cuts a plan into the parts that testers ask at the same time.</summary>
internal static class PlanParts
{
    private const int Most = 4;

    // Fewer would not be done sooner: a Linux host answers six at once, and one a second after that.
    private const int LeastUdp = 8;
    private const int LeastOfAll = 1024;

    // What a part must have of the visitor's pace, however small it is.
    private const double LeastPace = 0.05;

    /// <summary>The parts, the first of which has what must come from one address.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="spread">What may be cut.</param>
    /// <param name="testers">How many testers there are.</param>
    public static IReadOnlyList<ScanShare> Of(ScanPlan plan, ScanSpread spread, int testers)
    {
        var count = spread == ScanSpread.All ? plan.Probes.Count : plan.Probes.Count(probe => probe.Protocol == ProbeProtocol.Udp);
        var least = spread == ScanSpread.All ? LeastOfAll : LeastUdp;

        // A gentle pace is not divided.
        var parts = spread == ScanSpread.None || plan.Pace.IsGentle ? 1 : Math.Clamp(Math.Min(testers, (count + least - 1) / least), 1, Most);
        if (parts == 1)
        {
            return [new ScanShare()];
        }

        var cut = spread == ScanSpread.All ? SharedProbes.All : SharedProbes.Udp;
        var shares = Enumerable.Range(0, parts).Select(index => new PlanShare(index, parts, cut)).ToList();
        var paces = shares.ConvertAll(share => Math.Max(LeastPace, (double)Enumerable.Range(0, plan.Probes.Count).Count(place => share.Has(plan, place)) / plan.Probes.Count));
        paces[0] = 1 - paces.Skip(1).Sum();
        return [.. shares.Zip(paces, (share, pace) => new ScanShare { Part = share, Pace = new PaceAllowance(pace) })];
    }
}
