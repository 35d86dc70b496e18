using System.Net;
using System.Runtime.CompilerServices;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>What a tester replies while it scans, read as if a stranger had written it; meanwhile it is told of the visitor.</summary>
/// <param name="link">The conversation.</param>
/// <param name="plan">What was asked for.</param>
/// <param name="connection">What is known of the visitor.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="share">What of the plan this tester asks; null for all of it.</param>
internal sealed class TesterReplies(
    ITesterLink link, ScanPlan plan, ITargetConnection connection, TimeProvider timeProvider, ScanShare? share = null)
{
    private readonly HashSet<Probe> _probes = [.. plan.Probes.Where((_, place) => share?.Has(plan, place) != false)];

    /// <summary>How long the scan had gone on when this tester began.</summary>
    public TimeSpan BegunAfter { get; init; }

    /// <summary>Waits for the next reply.</summary>
    /// <exception cref="TesterLostException">There is none, or something else came.</exception>
    public static async Task<TesterReply> NextAsync(ITesterLink link, CancellationToken cancellationToken)
    {
        try
        {
            return await link.ReadAsync(TesterJson.Default.TesterReply, Frames.LongestReply, cancellationToken)
                ?? throw new TesterLostException("The tester went away.");
        }
        catch (InvalidDataException e)
        {
            throw new TesterLostException(e.Message);
        }
    }

    /// <summary>Why a tester does not scan.</summary>
    public static ScanRejection RejectionIn(TesterReply reply) =>
        reply is { Kind: ReplyKind.Refused, Rejection: { } rejection } && Enum.IsDefined(rejection) ? rejection : ScanRejection.NoTester;

    /// <summary>What the order of a scan that has begun is drawn from; null if that is not told.</summary>
    public static long? SeedIn(TesterReply begun) => begun.Seed is >= 0 and <= BegunScan.LargestSeed ? begun.Seed : null;

    /// <summary>The packets a second that a tester has for a scan that has begun; null where that is not told.</summary>
    public static int? PaceIn(TesterReply begun) => begun.PacketsPerSecond is > 0 and var pace ? pace : null;

    /// <summary>How the probes of a scan that has begun reach the visitor.</summary>
    /// <returns>Null if it has not begun, or is another than was asked for.</returns>
    // Another number of probes is a tester's that has other payloads, or is of another version, as is one without a route.
    public ProbeRoute? RouteIn(TesterReply reply) =>
        reply.Kind == ReplyKind.Begun && reply.Probes == plan.Probes.Count
            && IPAddress.TryParse(reply.Source, out var source) && !reply.Source.Contains('%', StringComparison.Ordinal)
            && reply.Route is { } kind && Enum.IsDefined(kind)
            ? new ProbeRoute(source, kind)
            : null;

    /// <summary>Reads the results to the end of the scan.</summary>
    /// <param name="progress">Is told how it gets on; null if nobody looks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TesterLostException">The tester went away before the end, or told of what was not asked for.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ReadAsync(
        ScanProgress? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = ReportLivenessAsync(ending.Token);
        try
        {
            while (await NextAsync(link, cancellationToken) is { Kind: not ReplyKind.End } reply)
            {
                if (progress is not null)
                {
                    reply.Progress?.Report(progress, BegunAfter);
                }

                if (reply.Results is { } results)
                {
                    yield return [.. results.Select(Checked)];
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await telling;
        }
    }

    // Firewall tests go to ports that are chosen on the way.
    private ProbeResult Checked(ResultMessage message) =>
        message.ToResult() is { } result && (_probes.Contains(result.Probe) || (plan.TestsFirewall && share?.Part.IsPrimary != false && result.Probe.Kind.Info().TestsFirewall))
            ? result
            : throw new TesterLostException("The tester told of a probe that was not asked for.");

    private async Task ReportLivenessAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(VisitorPath.Interval, timeProvider);
            do
            {
                await link.TellAsync(() => PathMessage.Of(connection, timeProvider) with { Allowance = share?.Pace.Part }, cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The scan is over, or whoever reads the replies learns that the tester is gone.
        }
    }
}
