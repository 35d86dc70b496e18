using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;
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
        return reply.Kind == ReplyKind.Ready ? reply.Rejection : TesterReplies.RejectionIn(reply);
    }

    /// <inheritdoc />
    public async Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken)
    {
        if (await AskAsync(AskedScan.For(target, plan, connection, timeProvider), cancellationToken) is not var (link, reply))
        {
            return RejectedScan.Because(ScanRejection.NoTester);
        }

        var replies = new TesterReplies(link, plan, connection, timeProvider);
        if (replies.RouteIn(reply) is { } route)
        {
            return new BegunScan(route, replies.ReadAsync(progress, cancellationToken), link) { Seed = TesterReplies.SeedIn(reply), PacketsPerSecond = TesterReplies.PaceIn(reply) };
        }

        await link.DisposeAsync();
        return RejectedScan.Because(TesterReplies.RejectionIn(reply));
    }

    // Null where no tester answers.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever asked disposes of the link that was answered on, the last lines here of any other.")]
    private async Task<(ITesterLink Link, TesterReply Reply)?> AskAsync(TesterRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        SocketLink? link = null;
        try
        {
            link = await ConnectAsync(either.Token);
            await link.SendAsync(request, TesterJson.Default.TesterRequest, either.Token);
            var reply = await TesterReplies.NextAsync(link, either.Token);
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
    private async Task<SocketLink> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(options.Socket), cancellationToken);
            return new SocketLink(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
