using PortScanner.Storage;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Nodes.Wire;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Nodes;

/// <summary>One who reads a scan of this node on another. Safe for any thread.</summary>
internal sealed class RemoteReader(LiveScan live, TimeProvider timeProvider)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SignInterval = TimeSpan.FromSeconds(1);

    // Four questions come within it even where nothing happens.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly ToldVisitor _visitor = new(timeProvider);
    private ReplayWindow _numbers;
    private ILiveReader? _reader;
    private Task _changed = live.Scan.Changes.Awaited;
    private Task<ScanPage?>? _page;
    private long _pageNumber = -1;
    private long _askedAt = timeProvider.GetTimestamp();
    private long? _signedAt;
    private bool _isHeard;
    private bool _isOver;

    /// <summary>The scan.</summary>
    public LiveScan Live => live;

    /// <summary>Takes a question, before it is answered.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="echoedAt">The moment that it is not older than, as a timestamp.</param>
    /// <returns>False for one that came before, or after the reader had left.</returns>
    public bool TryTake(NodeAsk ask, long echoedAt)
    {
        lock (_lock)
        {
            if (_isOver || !_numbers.TryTake(ask.Number))
            {
                return false;
            }

            _askedAt = timeProvider.GetTimestamp();
        }

        if (ask.Visitor is { } visitor)
        {
            _visitor.Update(visitor, echoedAt);
            Hear();
        }

        return true;
    }

    /// <summary>Counts as a reader, where there is room, and again after it had been silent.</summary>
    public bool TryAttach()
    {
        lock (_lock)
        {
            _reader ??= live.TryAttach();
            return _reader is not null;
        }
    }

    /// <summary>Waits until something changes, or for a moment.</summary>
    public async Task WaitAsync() => await Volatile.Read(ref _changed).WaitAsync(Beat, timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>How the scan stands.</summary>
    public StatusMessage Status()
    {
        var scan = live.Scan;
        var hasChanged = Volatile.Read(ref _changed).IsCompleted;
        Volatile.Write(ref _changed, scan.Changes.Awaited);
        var hasEnded = scan.HasEnded;
        return new StatusMessage(
            (scan.EndedAt - scan.Header.StartedAt).Ticks,
            hasEnded,
            scan.Changes.SettledAfter?.Ticks,
            hasEnded ? scan.Seed : null,
            hasEnded ? [.. scan.Others.Select(SourceMessage.Of)] : null,
            scan.IsGivenUp,
            hasChanged,
            NextSign(),
            ProgressMessage.Of(scan.Progress));
    }

    /// <summary>A part of a page of results; of a new one, where its number is higher than before.</summary>
    /// <returns>What became of it, and the part.</returns>
    // The parts of one page are of one moment: what is asked for twice at once, since an answer was late, must not be cut from two.
    public async Task<(NodeOutcome Outcome, RowsMessage? Rows)> ReadAsync(IScanReader store, NodeAsk ask)
    {
        Task<ScanPage?>? reading;
        lock (_lock)
        {
            if (ask.Page > _pageNumber && ask.Skip == 0)
            {
                _pageNumber = ask.Page;
                _page = store.ReadAsync(live.Scan.Key, Math.Max(0, ask.After), CancellationToken.None);
            }

            reading = ask.Page == _pageNumber ? _page : null;
        }

        if (reading is null)
        {
            return (NodeOutcome.Stale, null);
        }

        if (await reading is not { } page)
        {
            return (NodeOutcome.Gone, null);
        }

        var skip = Math.Clamp(ask.Skip, 0, page.Results.Count);
        var taken = Math.Min(RowsMessage.MostInOneAnswer, page.Results.Count - skip);
        var results = new ResultMessage[taken];
        for (var i = 0; i < taken; i++)
        {
            results[i] = ResultMessage.Of(page.Results[skip + i]);
        }

        return (NodeOutcome.Done, new RowsMessage(ask.Page, results, skip + taken == page.Results.Count, page.LastSequence, page.Outcome));
    }

    /// <summary>The reader is gone for good.</summary>
    public async Task EndAsync(bool endSent)
    {
        lock (_lock)
        {
            _isOver = true;
        }

        if (endSent)
        {
            _reader?.NoteEndSent();
        }

        await DetachAsync();
    }

    /// <summary>Counts no longer, if nothing was asked for a while: the other node is gone, or the way to it.</summary>
    public Task DetachIfSilentAsync() => timeProvider.GetElapsedTime(Interlocked.Read(ref _askedAt)) >= Patience ? DetachAsync() : Task.CompletedTask;

    private async Task DetachAsync()
    {
        ILiveReader? reader;
        lock (_lock)
        {
            (reader, _reader, _page) = (_reader, null, null);
        }

        if (reader is not null)
        {
            await reader.DisposeAsync();
        }

        if (_isOver)
        {
            _visitor.End();
        }
    }

    private void Hear()
    {
        lock (_lock)
        {
            if (_isHeard)
            {
                return;
            }

            _isHeard = true;
        }

        live.Scan.ListenTo(_visitor);
    }

    private string? NextSign()
    {
        lock (_lock)
        {
            if (_signedAt is { } at && timeProvider.GetElapsedTime(at) < SignInterval)
            {
                return null;
            }

            _signedAt = timeProvider.GetTimestamp();
        }

        return live.Scan.AskSign();
    }
}
