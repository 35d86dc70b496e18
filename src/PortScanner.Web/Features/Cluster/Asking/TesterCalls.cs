using System.Diagnostics.CodeAnalysis;

using PortScanner.Cluster.Links;
using PortScanner.Cluster.Testers;
using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>Asks testers, one after the other, until one begins.</summary>
internal sealed class TesterCalls(WebLinks links, TesterRoster roster, TesterCounts counts, TimeProvider timeProvider, ILogger<TesterCalls> logger)
{
    private const int MostTesters = 3;

    // A tester that nothing is heard of by then does not answer.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Who could not ask either what some could not, since their networks filter the same ports.</summary>
    /// <param name="asked">What the scan is about.</param>
    /// <param name="testers">Those who could not.</param>
    public IReadOnlyList<string> AlikeTo(AskedPlan asked, IReadOnlyCollection<string> testers) => roster.AlikeIn(asked.Plan.Family, testers);

    /// <summary>Asks.</summary>
    /// <param name="asked">What the scan is about.</param>
    /// <param name="share">What of it is asked.</param>
    /// <param name="attempt">0, or 1 for what another tester did not finish.</param>
    /// <param name="not">Who is not asked; who is asked is added at once.</param>
    /// <param name="progress">Is told how it gets on; null if nobody looks.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <returns>The part that has begun, or why none has.</returns>
    public async Task<(TesterCall? Call, ScanRejection Rejection)> PlaceAsync(
        AskedPlan asked, ScanShare share, int attempt, ICollection<string> not, ScanProgress? progress, CancellationToken cancellationToken)
    {
        var rejection = roster.IsAnyReady ? ScanRejection.NoCapacity : ScanRejection.NoTester;
        var since = timeProvider.GetTimestamp();
        for (var tried = 0; tried < MostTesters && timeProvider.GetElapsedTime(since) < Patience && links.BusIllFor == TimeSpan.Zero; tried++)
        {
            if (roster.Choose(asked.Plan.Family, Size(asked.Plan, share), not) is not { } tester)
            {
                break;
            }

            (var call, rejection) = await AskAsync(tester, asked, share, attempt, progress, cancellationToken);
            if (call is not null)
            {
                call.Counts.Begin(isContinued: attempt > 0);
                return (call, rejection);
            }

            counts.Of(tester.Name).Refuse();
            ClusterLog.Refused(logger, tester.Name, rejection);
        }

        return (null, rejection);
    }

    private static int Size(ScanPlan plan, ScanShare share) => Enumerable.Range(0, plan.Probes.Count).Count(place => share.Has(plan, place));

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The call owns the link once it has begun, the last lines here end any other.")]
    private async Task<(TesterCall? Call, ScanRejection Rejection)> AskAsync(
        KnownTester tester, AskedPlan asked, ScanShare share, int attempt, ScanProgress? progress, CancellationToken cancellationToken)
    {
        if (links.Open(tester, attempt, asked.Hash, asked.RequestFor(share)) is not { } opened)
        {
            return (null, ScanRejection.NoTester);
        }

        var use = roster.Take(tester, Size(asked.Plan, share));
        TesterCall? call = null;
        try
        {
            var conversation = new BusLink(opened);
            if (await FirstReplyAsync(opened, conversation, cancellationToken) is not { } reply)
            {
                // It may have begun all the same.
                await opened.DisposeAsync();
                await opened.ReleasedAsync(cancellationToken);
                return (null, ScanRejection.NoTester);
            }

            var replies = new TesterReplies(conversation, asked.Plan, asked.Connection, timeProvider, share) { BegunAfter = asked.SinceBegun() };
            if (replies.RouteIn(reply) is not { } route)
            {
                if (reply.Kind != ReplyKind.Refused)
                {
                    // As above.
                    await opened.DisposeAsync();
                    await opened.ReleasedAsync(cancellationToken);
                }

                return (null, TesterReplies.RejectionIn(reply));
            }

            call = new TesterCall(opened, use, reply, route, replies.ReadAsync(progress, cancellationToken)) { Counts = counts.Of(tester.Name) };
            return (call, default);
        }
        finally
        {
            if (call is null)
            {
                use.Dispose();
                await opened.DisposeAsync();
            }
        }
    }

    // What is not kept overtakes what is and was lost: how the scan gets on may come before that it has begun.
    private static async Task<TesterReply> AnswerAsync(BusLink conversation, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = await TesterReplies.NextAsync(conversation, cancellationToken);
            if (reply.Kind != ReplyKind.Progress)
            {
                return reply;
            }
        }
    }

    // A tester that has taken the link says so four times a second; one that is slow to begin is waited for.
    private async Task<TesterReply?> FirstReplyAsync(WebLink link, BusLink conversation, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var since = timeProvider.GetTimestamp();
        var replying = AnswerAsync(conversation, ending.Token);
        while (!replying.IsCompleted && timeProvider.GetElapsedTime(since) is var waited && (waited < AnswerTime || (waited < Patience && link.SinceHeard < waited)))
        {
            await Task.WhenAny(replying, Task.Delay(Look, timeProvider, ending.Token));
        }

        await ending.CancelAsync();
        try
        {
            return await replying;
        }
        catch (TesterLostException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
