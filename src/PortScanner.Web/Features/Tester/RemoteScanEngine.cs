using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>
/// The engine as the front end sees it: another process behind a Unix socket. Each question and each scan has a connection of its own, so
/// that a tester which was restarted is found again by the next, and closing the connection ends the scan.
/// </summary>
internal sealed class RemoteScanEngine(TesterOptions options, TimeProvider timeProvider) : IScanEngine
{
    // A tester answers in a millisecond, or hangs.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task<ScanRejection?> CheckReadinessAsync(CancellationToken cancellationToken)
    {
        if (await AskAsync(new TesterRequest { Question = TesterQuestion.Ready }, cancellationToken) is not var (link, reply))
        {
            return ScanRejection.NoTester;
        }

        await link.DisposeAsync();
        return reply.Kind == ReplyKind.Ready ? reply.Rejection : RejectionIn(reply);
    }

    /// <inheritdoc />
    public async Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken)
    {
        if (await AskAsync(AskedScan.For(target, plan, connection, timeProvider), cancellationToken) is not var (link, reply))
        {
            return RejectedScan.Because(ScanRejection.NoTester);
        }

        // Another number of probes is a tester's that has other payloads, or is of another version, as is one without a route.
        if (reply.Kind == ReplyKind.Begun && reply.Probes == plan.Probes.Count && RouteIn(reply) is { } route)
        {
            return new BegunScan(route, ScanAsync(link, plan, connection, progress, cancellationToken), link)
            {
                Seed = reply.Seed is >= 0 and <= BegunScan.LargestSeed ? reply.Seed : null,
            };
        }

        await link.DisposeAsync();
        return RejectedScan.Because(RejectionIn(reply));
    }

    private async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ScanAsync(
        TesterLink link, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = ReportLivenessAsync(link, connection, ending.Token);
        try
        {
            var probes = plan.Probes.ToHashSet();
            while (await NextAsync(link, cancellationToken) is { Kind: not ReplyKind.End } reply)
            {
                if (progress is not null)
                {
                    reply.Progress?.Report(progress);
                }

                if (reply.Results is { } results)
                {
                    yield return [.. results.Select(result => Checked(result, plan, probes))];
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await telling;
        }
    }

    private static ProbeRoute? RouteIn(TesterReply reply) =>
        IPAddress.TryParse(reply.Source, out var source) && !reply.Source.Contains('%', StringComparison.Ordinal)
            && reply.Route is { } kind && Enum.IsDefined(kind)
            ? new ProbeRoute(source, kind)
            : null;

    private static ScanRejection RejectionIn(TesterReply reply) =>
        reply is { Kind: ReplyKind.Refused, Rejection: { } rejection } && Enum.IsDefined(rejection) ? rejection : ScanRejection.NoTester;

    // Firewall tests go to ports that are chosen on the way.
    private static ProbeResult Checked(ResultMessage message, ScanPlan plan, HashSet<Probe> probes) =>
        message.ToResult() is { } result && (probes.Contains(result.Probe) || (plan.TestsFirewall && result.Probe.Kind.Info().TestsFirewall))
            ? result
            : throw new TesterLostException("The tester told of a probe that was not asked for.");

    private static async Task<TesterReply> NextAsync(TesterLink link, CancellationToken cancellationToken)
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

    // Null where no tester answers.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever asked disposes of the link that was answered on, the last lines here of any other.")]
    private async Task<(TesterLink Link, TesterReply Reply)?> AskAsync(TesterRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        TesterLink? link = null;
        try
        {
            link = await ConnectAsync(either.Token);
            await link.SendAsync(request, TesterJson.Default.TesterRequest, either.Token);
            var reply = await NextAsync(link, either.Token);
            var asked = link;
            link = null;
            return (asked, reply);
        }
        catch (Exception e) when (e is SocketException or IOException or TesterLostException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            if (link is not null)
            {
                await link.DisposeAsync();
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The link owns the socket, once there is one.")]
    private async Task<TesterLink> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(options.Socket), cancellationToken);
            return new TesterLink(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ReportLivenessAsync(TesterLink link, ITargetConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(VisitorPath.Interval, timeProvider);
            do
            {
                await link.SendAsync(PathMessage.Of(connection, timeProvider), TesterJson.Default.PathMessage, cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The scan is over, or whoever reads the replies learns that the tester is gone.
        }
    }
}
