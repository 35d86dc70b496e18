using PortScanner.Core.Payloads;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>
/// One connection of the front end, over the socket.
/// <list type="number">
/// <item>The request is read; whatever no form could have asked for is no request.</item>
/// <item>Admission is asked once more, with this process's own settings and own addresses; only it makes the target.</item>
/// <item>The plan is made here, out of the request.</item>
/// <item>The engine scans, and what it finds is sent, until the scan is over or the connection closes.</item>
/// </list>
/// </summary>
internal sealed class TesterSession(
    ITesterLink link, IScanEngine engine, ScanAdmission admission, UdpPayloads payloads, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(5);

    /// <summary>Serves it to its end.</summary>
    /// <exception cref="IOException">The front end went away.</exception>
    /// <exception cref="OperationCanceledException">It did, or this process is told to stop.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            // 1
            using var timeout = new CancellationTokenSource(RequestTime, timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
            if (await link.ReadAsync(TesterJson.Default.TesterRequest, Frames.LongestRequest, either.Token) is { } request)
            {
                await AnswerAsync(request, stopping);
            }
        }
        catch (InvalidDataException)
        {
            TesterLog.RequestRefused(logger);
        }
    }

    private async Task AnswerAsync(TesterRequest request, CancellationToken stopping)
    {
        if (request.Question == TesterQuestion.Ready)
        {
            await SendAsync(new TesterReply { Kind = ReplyKind.Ready, Rejection = await engine.CheckReadinessAsync(stopping) }, stopping);
            return;
        }

        // 2
        var visitor = AskedScan.Visitor(request) ?? throw new InvalidDataException();
        if (admission.TryAdmit(CallerAddress.RelayedByFrontEnd(visitor), out _) is not { } target)
        {
            await RefuseAsync(ScanRejection.AddressPolicy, stopping);
            return;
        }

        // 3
        var plan = (request.Question == TesterQuestion.Scan ? AskedScan.Plan(request, visitor, payloads) : null) ?? throw new InvalidDataException();

        // 4
        var connection = new RelayedConnection(AskedScan.RoundTrip(request), request.Path, timeProvider);
        await new RelayedScan(link, plan, connection, pace: null, timeProvider, logger)
            .RunAsync((progress, ending) => engine.BeginAsync(target, plan, connection, progress, ending), stopping);
    }

    private Task RefuseAsync(ScanRejection rejection, CancellationToken cancellationToken) =>
        SendAsync(new TesterReply { Kind = ReplyKind.Refused, Rejection = rejection }, cancellationToken);

    private Task SendAsync(TesterReply reply, CancellationToken cancellationToken) =>
        link.SendAsync(reply, TesterJson.Default.TesterReply, cancellationToken);
}
