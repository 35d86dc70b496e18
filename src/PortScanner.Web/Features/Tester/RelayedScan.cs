using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>A scan that is run for a front end: what the engine finds is sent, until the scan is over or the front end is gone.</summary>
internal sealed class RelayedScan(ITesterLink link, IScanEngine engine, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    // Past the plan's own time: the late window, and a front end that reads slowly.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    /// <param name="target">Whom Admission lets be asked.</param>
    /// <param name="plan">What is asked.</param>
    /// <param name="request">What it was made of, and what was known of the visitor then.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="IOException">The front end went away.</exception>
    /// <exception cref="OperationCanceledException">It did, or the scan is to end.</exception>
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using IDisposable instances complete before the instances are disposed", Justification = "The finally awaits it.")]
    public async Task RunAsync(ScanTarget target, ScanPlan plan, TesterRequest request, CancellationToken stopping)
    {
        var connection = new RelayedConnection(AskedScan.RoundTrip(request), request.Path, timeProvider);
        using var deadline = new CancellationTokenSource(plan.TimeBudget + Grace, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var listening = ListenAsync(connection, ending);
        try
        {
            var progress = new ScanProgress();
            switch (await engine.BeginAsync(target, plan, connection, progress, ending.Token))
            {
                case RejectedScan rejected:
                    await RefuseAsync(rejected.Rejection, ending.Token);
                    break;
                case BegunScan begun:
                    await using (begun)
                    {
                        await SendScanAsync(begun, plan, progress, ending.Token);
                    }

                    break;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await listening;
        }
    }

    private async Task SendScanAsync(BegunScan scan, ScanPlan plan, ScanProgress progress, CancellationToken cancellationToken)
    {
        TesterLog.ScanStarted(logger, plan.Profile, plan.Probes.Count);
        await SendAsync(
            new TesterReply { Kind = ReplyKind.Begun, Probes = plan.Probes.Count, Source = scan.Route.Source.ToString(), Route = scan.Route.Kind, Seed = scan.Seed },
            cancellationToken);
        await using var results = scan.ReadAsync().GetAsyncEnumerator(cancellationToken);
        ProgressMessage? told = null;
        var next = results.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                await Task.WhenAny(next, Task.Delay(ProgressInterval, timeProvider, cancellationToken));
                var now = ProgressMessage.Of(progress);
                if (now != told)
                {
                    told = now;
                    await SendAsync(new TesterReply { Kind = ReplyKind.Progress, Progress = now }, cancellationToken);
                }

                if (next.IsCompleted)
                {
                    if (!await next)
                    {
                        break;
                    }

                    foreach (var part in results.Current.Chunk(ResultMessage.MostInOneReply))
                    {
                        await SendAsync(new TesterReply { Kind = ReplyKind.Results, Results = [.. part.Select(ResultMessage.Of)] }, cancellationToken);
                    }

                    next = results.MoveNextAsync().AsTask();
                }
            }
        }
        finally
        {
            // A sequence may not be disposed of while its next element is awaited; the closed connection has cancelled that.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await SendAsync(new TesterReply { Kind = ReplyKind.End }, cancellationToken);
    }

    // Whatever else the front end sends, and that it goes away, ends the scan.
    private async Task ListenAsync(RelayedConnection connection, CancellationTokenSource ending)
    {
        try
        {
            while (await link.ReadAsync(TesterJson.Default.PathMessage, Frames.LongestRequest, ending.Token) is { } message)
            {
                connection.Update(message);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidDataException)
        {
            // Told below.
        }

        await ending.CancelAsync();
    }

    private Task RefuseAsync(ScanRejection rejection, CancellationToken cancellationToken) =>
        SendAsync(new TesterReply { Kind = ReplyKind.Refused, Rejection = rejection }, cancellationToken);

    private Task SendAsync(TesterReply reply, CancellationToken cancellationToken) =>
        link.SendAsync(reply, TesterJson.Default.TesterReply, cancellationToken);
}
