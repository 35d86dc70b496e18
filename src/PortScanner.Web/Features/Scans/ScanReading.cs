using PortScanner.Storage;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// Reads one scan out of the store as it grows. The store is asked once the writer, which is in this process, has told of something new; and now
/// and then all the same, since a database can lose or delete what nobody here wrote.
/// </summary>
/// <param name="store">Where its results are read.</param>
/// <param name="key">The scan.</param>
/// <param name="changes">What its writer tells.</param>
/// <param name="afterSequence">The last sequence number already read; 0 for all.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class ScanReading(IScanReader store, ScanKey key, ScanChanges changes, long afterSequence, TimeProvider timeProvider)
{
    /// <summary>How often the store is asked of itself.</summary>
    public static readonly TimeSpan LongestTrust = TimeSpan.FromSeconds(1);

    // Answers come in bursts, of which a reader is told at once. A person does not see 50 ms.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    // The readers have more to tell than results: how the scan gets on, as often as its sender tells it, and that they are there.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private Task _changed = Task.CompletedTask;
    private long _sequence = afterSequence;
    private long? _askedAt;

    /// <summary>Waits for something new, a tenth of a second at most, and reads it; the first time what there is already.</summary>
    /// <returns>The page, one of a running scan without results where there is nothing new; null if the scan is gone.</returns>
    public async Task<ScanPage?> NextAsync(CancellationToken cancellationToken)
    {
        if (_askedAt is { } askedAt)
        {
            await _changed.WaitAsync(Beat, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            var age = timeProvider.GetElapsedTime(askedAt);
            if (!_changed.IsCompleted && age < LongestTrust)
            {
                return new ScanPage([], _sequence, ScanOutcome.Running);
            }

            if (age < Gathering)
            {
                await Task.Delay(Gathering - age, timeProvider, cancellationToken);
            }
        }

        _askedAt = timeProvider.GetTimestamp();
        _changed = changes.Awaited;
        var page = await store.ReadAsync(key, _sequence, cancellationToken);
        _sequence = page?.LastSequence ?? _sequence;
        return page;
    }
}
