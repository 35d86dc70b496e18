using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

using PortScanner.Core.Addresses;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>The parts of a scan, read as one. What one part no longer needs of the visitor's pace, the others have.</summary>
/// <param name="parts">The parts.</param>
/// <param name="whole">Is told how all of them get on; null if nobody looks.</param>
/// <param name="second">Asks again at the end; null for nobody.</param>
/// <param name="scan">Counts among those that run.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class MergedParts(IReadOnlyList<ScanPart> parts, ScanProgress? whole, SecondVoice? second, IDisposable scan, TimeProvider timeProvider) : IAsyncDisposable
{
    private const int MostWaiting = 16;

    private static readonly TimeSpan TellInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly List<ScanPart> _running = [.. parts];

    /// <summary>From where else than the first part's first tester it was asked so far.</summary>
    public IReadOnlyList<OtherSource> Others => [.. parts.SelectMany(part => part.Others), .. second?.Others ?? []];

    /// <summary>Reads what is found, until the last part has ended.</summary>
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using IDisposable instances complete before the instances are disposed", Justification = "The finally awaits them.")]
    public async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = Channel.CreateBounded<IReadOnlyList<ProbeResult>>(MostWaiting);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sum = whole is null ? null : new ProgressSum(whole, [.. parts.Select(part => part.Progress)]) { IsAskedAgain = second?.WantsOpinion == true };
        var reading = Task.WhenAll(parts.Select((part, number) => CopyAsync(part, number, found.Writer, sum, ending)));
        var completing = CompleteAsync(reading, found.Writer);
        using var telling = sum is null ? null : timeProvider.CreateTimer(_ => sum.Tell(), state: null, TellInterval, TellInterval);
        try
        {
            await foreach (var results in found.Reader.ReadAllAsync(CancellationToken.None))
            {
                second?.Take(results);
                yield return results;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await completing;
        }

        sum?.Tell();
        if (second is not null && await second.AskAsync(parts.SelectMany(part => part.Testers), cancellationToken) is { Count: > 0 } anew)
        {
            yield return anew;
        }

        if (sum is { IsAskedAgain: true })
        {
            sum.IsAskedAgain = false;
            sum.Tell();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts)
        {
            await part.DisposeAsync();
        }

        scan.Dispose();
    }

    private async Task CopyAsync(ScanPart part, int number, ChannelWriter<IReadOnlyList<ProbeResult>> found, ProgressSum? sum, CancellationTokenSource ending)
    {
        try
        {
            await foreach (var results in part.ReadAsync(ending.Token))
            {
                await found.WriteAsync(results, ending.Token);
            }

            sum?.End(number);
            PassOn(part);
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    // It has ended, so that nothing more is sent for it.
    private void PassOn(ScanPart ended)
    {
        lock (_lock)
        {
            _running.Remove(ended);
            foreach (var part in _running)
            {
                part.Pace.Part += ended.Pace.Part / _running.Count;
            }
        }
    }

    // The first failure ends the others, and is the reader's.
    private static async Task CompleteAsync(Task reading, ChannelWriter<IReadOnlyList<ProbeResult>> found)
    {
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        found.Complete(reading.IsCanceled ? new OperationCanceledException() : reading.Exception?.InnerException);
    }
}
