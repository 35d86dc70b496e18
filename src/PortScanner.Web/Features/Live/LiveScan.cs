using PortScanner.Storage;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Live;

/// <summary>A scan that a page follows: it lives as long as somebody reads it.</summary>
internal sealed class LiveScan(StartedScan scan, LiveScans scans, IScanReader store, TimeProvider timeProvider) : ILiveScan
{
    /// <summary>How many requests may read one scan at once.</summary>
    // A page reads one at a time, the events and then each report, and a line that breaks leaves its reader behind for a while. The others
    // are for a program that takes a few reports at once: each costs what a report is made of, some twenty megabytes for all ports.
    public const int MaximumReaders = 6;

    // A connection that broke is made again within a second or two; a page that is gone does not come back.
    private static readonly TimeSpan ReaderTimeout = TimeSpan.FromSeconds(10);

    // A page takes the reports of a finished scan before it deletes it, and a slow device is busy for a while with 65,536 results.
    private static readonly TimeSpan TimeoutAfterEnd = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private long _readerlessSince = timeProvider.GetTimestamp();
    private int _readers;
    private bool _isEndSent;

    /// <inheritdoc />
    public string Token { get; } = scan.Key.ToToken();

    /// <summary>The scan.</summary>
    public StartedScan Scan { get; } = scan;

    /// <inheritdoc />
    IReadScan ILiveScan.Scan => Scan;

    /// <summary>Whether nobody reads it any more, or it lasted as long as any may.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
            {
                return Scan.IsExpired || (_readers == 0 && TimeLeft <= TimeSpan.Zero);
            }
        }
    }

    /// <summary>How long it stays if nobody reads it any more.</summary>
    public TimeSpan StaysFor
    {
        get
        {
            lock (_lock)
            {
                return TimeLeft;
            }
        }
    }

    private TimeSpan TimeLeft =>
        (_isEndSent ? TimeoutAfterEnd : ReaderTimeout) - (_readers == 0 ? timeProvider.GetElapsedTime(_readerlessSince) : TimeSpan.Zero);

    /// <inheritdoc />
    public Task<Attachment> TryAttachAsync(CancellationToken cancellationToken) => Task.FromResult(new Attachment(TryAttach()));

    /// <inheritdoc />
    public Task NoteAliveAsync(string sign)
    {
        Scan.Signs.Take(sign);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> EndAsync() => scans.EndAsync(Token);

    /// <summary>Notes a reader, until the returned object is disposed of.</summary>
    /// <returns>Null if there are too many: each asks the store whenever something is new, up to twenty times a second.</returns>
    public ILiveReader? TryAttach()
    {
        lock (_lock)
        {
            if (_readers == MaximumReaders)
            {
                return null;
            }

            _readers++;
        }

        return new Reader(this, store);
    }

    private void NoteEndSent()
    {
        lock (_lock)
        {
            _isEndSent = true;
        }
    }

    private void Detach()
    {
        lock (_lock)
        {
            _readers--;
            _readerlessSince = timeProvider.GetTimestamp();
        }
    }

    private sealed class Reader(LiveScan live, IScanReader store) : ILiveReader
    {
        public IScanReader Results => store;

        public void ListenTo(IVisitorConnection? connection) => live.Scan.ListenTo(connection);

        public void NoteEndSent() => live.NoteEndSent();

        public ValueTask DisposeAsync()
        {
            live.Detach();
            return ValueTask.CompletedTask;
        }
    }
}
