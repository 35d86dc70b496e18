using System.Diagnostics.CodeAnalysis;

using PortScanner.Cluster.Bus;
using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>
/// The engine as a web node sees it: testers on other machines, of which one or a few are chosen for each scan.
/// <list type="number">
/// <item>The plan is cut into parts, if several testers are there and it is done sooner so.</item>
/// <item>The first part, which has what must come from one address, is placed; if nobody takes it there is no scan.</item>
/// <item>The others are placed, at testers that have no part of it yet, or at any.</item>
/// <item>What all find is read as one; at the end another tester may be asked for a second opinion.</item>
/// </list>
/// </summary>
internal sealed class ClusterScanEngine(
    ClusterSettings settings, IBus bus, TesterRoster roster, TesterLosses losses, TesterCalls calls, RunningScans running, TimeProvider timeProvider,
    ILogger<ClusterScanEngine> logger) : IScanEngine
{
    /// <inheritdoc />
    public Task<ScanRejection?> CheckReadinessAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ScanRejection?>(!running.AreLast && bus.IsWell && roster.IsAnyReady ? null : ScanRejection.NoTester);

    /// <inheritdoc />
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The scan that begins owns its parts.")]
    public async Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken)
    {
        if (running.AreLast)
        {
            return RejectedScan.Because(ScanRejection.NoTester);
        }

        // 1
        var asked = new AskedPlan(target, plan, connection, timeProvider);
        var shares = PlanParts.Of(plan, settings.Spread, roster.Count(plan.Family));

        // Where there is one part, and nobody is asked after it, its progress is the scan's.
        var isOne = shares.Count == 1 && !settings.Options.SecondOpinion;
        ScanProgress[] progresses = [.. shares.Select(_ => isOne && progress is not null ? progress : new ScanProgress())];

        // 2
        var used = new List<string>();
        var (first, rejection) = await calls.PlaceAsync(asked, shares[0], attempt: 0, used, progresses[0], cancellationToken);
        if (first is null)
        {
            return RejectedScan.Because(rejection);
        }

        ScanPart[] parts = [PartOf(asked, shares[0], first, progresses[0])];
        BegunScan? begun = null;
        try
        {
            // 3
            used.RemoveAll(tester => tester != first.Tester);
            parts = [.. parts, .. await PlaceOthersAsync(asked, shares, used, progresses, cancellationToken)];

            // 4
            var second = plan.Pace.IsGentle ? null : new SecondVoice(calls, asked, settings.Options.SecondOpinion, timeProvider);
            var merged = new MergedParts(parts, isOne ? null : progress, second, running.Begin(), timeProvider);
            begun = new BegunScan(first.Route, merged.ReadAsync(cancellationToken), merged) { Seed = first.Seed, PacketsPerSecond = first.PacketsPerSecond, Others = () => merged.Others };
            return begun;
        }
        finally
        {
            if (begun is null)
            {
                await parts[0].DisposeAsync();
            }
        }
    }

    // Where one fails, as the visitor leaves, none of the others is left behind with a tester that sends.
    private async Task<ScanPart[]> PlaceOthersAsync(
        AskedPlan asked, IReadOnlyList<ScanShare> shares, List<string> used, ScanProgress[] progresses, CancellationToken cancellationToken)
    {
        var placing = shares.Skip(1).Select((share, number) => PlaceOtherAsync(asked, share, used, progresses[number + 1], cancellationToken)).ToList();
        try
        {
            return await Task.WhenAll(placing);
        }
        catch
        {
            foreach (var placed in placing.Where(part => part.IsCompletedSuccessfully))
            {
                await (await placed).DisposeAsync();
            }

            throw;
        }
    }

    private async Task<ScanPart> PlaceOtherAsync(
        AskedPlan asked, ScanShare share, List<string> used, ScanProgress progress, CancellationToken cancellationToken)
    {
        var (call, _) = await calls.PlaceAsync(asked, share, attempt: 0, used, progress, cancellationToken);
        return PartOf(asked, share, call, progress);
    }

    private ScanPart PartOf(AskedPlan asked, ScanShare share, TesterCall? call, ScanProgress progress) =>
        new(calls, losses, asked, share, call, timeProvider, logger) { Progress = progress };
}
