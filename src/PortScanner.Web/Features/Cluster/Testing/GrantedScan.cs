using System.Buffers;
using System.Net;

using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Links;
using PortScanner.Core.Addresses;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Reach;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Cluster.Testing;

/// <summary>
/// Runs what a web node granted. That the grant is good says who asks, and nothing of what for: all of that is judged here, by this tester's own rules.
/// <list type="number">
/// <item>The request is read; whatever no form could have asked for is no request.</item>
/// <item>Admission is asked once more, with this tester's own settings and own addresses; only it makes the target.</item>
/// <item>The plan is made here, out of the request, and must be the one that was granted.</item>
/// <item>This tester's own limits are asked.</item>
/// <item>The engine scans, and what it finds is sent, until the scan is over, or the web node gone.</item>
/// </list>
/// </summary>
internal sealed class GrantedScan(
    ITesterEngine engine, ScanAdmission admission, ScanLimits limits, UdpPayloads payloads, ReachService reach, TimeProvider timeProvider, ILogger logger)
{
    // The engine looks four times a second, and must have seen it when the two seconds are over after which nothing may leave.
    private static readonly TimeSpan Lease = LinkTimes.Pause - TimeSpan.FromSeconds(0.25);

    /// <summary>Serves it to its end.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="link">The conversation with the web node.</param>
    /// <param name="momentOf">Which timestamp a tick of this tester is.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="IOException">The web node went away.</exception>
    /// <exception cref="OperationCanceledException">It did, or this process is told to stop.</exception>
    public async Task RunAsync(JudgedGrant grant, ITesterLink link, Func<long, long> momentOf, CancellationToken stopping)
    {
        // 1 and 2
        var request = RequestIn(grant.Grant);
        if (request is null || admission.TryAdmit(CallerAddress.ToldByGrant(grant, VisitorIn), out _) is not { } target)
        {
            await RefuseAsync(link, ScanRejection.AddressPolicy, stopping);
            return;
        }

        // 3
        var plan = AskedScan.Plan(request, target.Address, payloads);
        var path = reach.PathOf(target.Family);
        var share = plan is null ? null : request.Share is { } asked ? asked.ToShare(plan, path) : new ScanShare { Path = path };
        if (plan is null || share is null || !grant.Grant.PlanHash.Span.SequenceEqual(PlanHash.Of(plan)))
        {
            ClusterLog.PlanDiffers(logger, grant.Grant.WebNode);
            await RefuseAsync(link, ScanRejection.NoTester, stopping);
            return;
        }

        // 4
        if (limits.Ask(target.Address).Permit is not { } permit)
        {
            await RefuseAsync(link, ScanRejection.NoCapacity, stopping);
            return;
        }

        // 5
        var told = request.Path is null ? null : request.Path with { At = momentOf(grant.Grant.Tick) };
        var connection = new RelayedConnection(AskedScan.RoundTrip(request), told, timeProvider, Lease);
        await RunAsync(target, plan, share, connection, link, permit, stopping);
    }

    private async Task RunAsync(
        ScanTarget target, ScanPlan plan, ScanShare share, RelayedConnection connection, ITesterLink link, ScanPermit permit, CancellationToken stopping)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counted = Task.CompletedTask;
        try
        {
            await new RelayedScan(link, plan, connection, share.Pace, timeProvider, logger).RunAsync(BeginAsync, stopping);
        }
        finally
        {
            ended.SetResult();
            await counted;
            await permit.GiveBackIfUnusedAsync();
        }

        async Task<ScanStart> BeginAsync(ScanProgress progress, CancellationToken ending)
        {
            var start = await engine.BeginAsync(target, plan, share, connection, progress, ending);
            counted = start is BegunScan ? permit.UseAsync(ended.Task) : counted;
            return start;
        }
    }

    private static TesterRequest? RequestIn(Grant grant) =>
        TesterJson.Read(new ReadOnlySequence<byte>(grant.Request), TesterJson.Default.TesterRequest) is { Question: TesterQuestion.Scan } request ? request : null;

    private static IPAddress? VisitorIn(Grant grant) => RequestIn(grant) is { } request ? AskedScan.Visitor(request) : null;

    private static Task RefuseAsync(ITesterLink link, ScanRejection rejection, CancellationToken cancellationToken) =>
        link.SendAsync(new TesterReply { Kind = ReplyKind.Refused, Rejection = rejection }, TesterJson.Default.TesterReply, cancellationToken);
}
