using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>A scan that is run for a front end: what the engine finds is sent, until the scan is over or the front end is gone.</summary>
/// <param name="link">The conversation.</param>
/// <param name="plan">What is asked.</param>
/// <param name="connection">What the front end tells of the visitor.</param>
/// <param name="pace">How much of the visitor's pace the front end allows; null where it is all of it.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Where it is logged.</param>
internal sealed class RelayedScan(
    ITesterLink link, ScanPlan plan, RelayedConnection connection, PaceAllowance? pace, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    // Past the plan's own time: the late window, and a front end that reads slowly.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    /// <param name="begin">Begins it.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="IOException">The front end went away.</exception>
    /// <exception cref="OperationCanceledException">It did, or the scan is to end.</exception>
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using IDisposable instances complete before the instances are disposed", Justification = "The finally awaits it.")]
    public async Task RunAsync(Func<ScanProgress, CancellationToken, Task<ScanStart>> begin, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(plan.TimeBudget + Grace, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var listening = ListenAsync(ending);
        try
        {
            var progress = new ScanProgress();
            switch (await begin(progress, ending.Token))
            {
                case RejectedScan rejected:
                    await SendAsync(new TesterReply { Kind = ReplyKind.Refused, Rejection = rejected.Rejection }, ending.Token);
                    break;
                case BegunScan begun:
                    await using (begun)
                    {
                        await SendScanAsync(begun, progress, ending.Token);
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

    private async Task SendScanAsync(BegunScan scan, ScanProgress progress, CancellationToken cancellationToken)
    {
        TesterLog.ScanStarted(logger, plan.Profile, plan.Probes.Count);
        await SendAsync(
            new TesterReply
            {
                Kind = ReplyKind.Begun,
                Probes = plan.Probes.Count,
                Source = scan.Route.Source.ToString(),
                Route = scan.Route.Kind,
                Seed = scan.Seed,
                PacketsPerSecond = scan.PacketsPerSecond,
            },
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
    private async Task ListenAsync(CancellationTokenSource ending)
    {
        try
        {
            while (await link.ReadAsync(TesterJson.Default.PathMessage, Frames.LongestRequest, ending.Token) is { } message)
            {
                connection.Update(message);
                if (pace is not null && message.Allowance is { } allowance)
                {
                    pace.Part = allowance;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidDataException)
        {
            // Told below.
        }

        await ending.CancelAsync();
    }

    private Task SendAsync(TesterReply reply, CancellationToken cancellationToken) =>
        link.SendAsync(reply, TesterJson.Default.TesterReply, cancellationToken);
}
