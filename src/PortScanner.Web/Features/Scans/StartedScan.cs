using PortScanner.Core.Addresses;
using PortScanner.Engine.Contract;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Web.Features.Liveness;

namespace PortScanner.Web.Features.Scans;

/// <summary>A scan that was registered and begun. Disposing of it stops the sending, and deletes it.</summary>
internal sealed class StartedScan : IReadScan, IAsyncDisposable
{
    // The last rows on their way, and the reader.
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(1);

    private readonly ScanDeletion _deletion;
    private readonly OngoingScans _ongoing;
    private readonly TimeProvider _timeProvider;
    private readonly NewScan _registered;
    private readonly CancellationTokenSource _ending;
    private readonly long _registeredAt;
    private readonly TimeSpan _lifetime;
    private ReportHeader? _header;
    private VisitorPath? _path;
    private Func<IReadOnlyList<OtherSource>>? _others;
    private Task _running = Task.CompletedTask;
    private long _durationTicks = -1;
    private int _isDisposed;

    /// <summary>Prepares a scan that is registered already.</summary>
    public StartedScan(
        NewScan registered, ScanRequest request, ScanDeletion deletion, OngoingScans ongoing, TimeProvider timeProvider, params CancellationToken[] endings)
    {
        _ongoing = ongoing;
        _registered = registered;
        _deletion = deletion;
        _timeProvider = timeProvider;
        _registeredAt = timeProvider.GetTimestamp();
        _lifetime = registered.ExpiresAt - timeProvider.GetUtcNow();
        Request = request;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(endings);
    }

    /// <inheritdoc/>
    public ScanKey Key => _registered.Key;

    /// <inheritdoc/>
    public TimeSpan Age => _timeProvider.GetElapsedTime(_registeredAt);

    /// <summary>Whether it lasted so long that it is deleted whatever happens.</summary>
    public bool IsExpired => Age >= _lifetime;

    /// <inheritdoc/>
    public ScanRequest Request { get; }

    /// <inheritdoc/>
    public ReportHeader Header => _header ?? throw new InvalidOperationException("The scan has not begun.");

    /// <inheritdoc/>
    public long? Seed { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<OtherSource> Others => _others?.Invoke() ?? [];

    /// <inheritdoc/>
    public ScanProgress Progress { get; } = new();

    /// <inheritdoc/>
    public ScanChanges Changes { get; } = new();

    /// <inheritdoc/>
    public DateTimeOffset EndedAt => Header.StartedAt + (Volatile.Read(ref _durationTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : Age);

    /// <summary>Whether it rests since the visitor is not known to be there, or has ended so.</summary>
    public bool IsAwaitingVisitor => Progress.Activity == ScanActivity.AwaitingTarget;

    /// <summary>How long it will go on about, as it looks now; null before that was first estimated.</summary>
    public TimeSpan? TimeLeft => HasEnded ? Closing + (StaysFor?.Invoke() ?? TimeSpan.Zero) : Progress.TimeLeft + Closing;

    /// <summary>How long it stays at most after it has ended, unless it is read meanwhile; null for not at all.</summary>
    public Func<TimeSpan>? StaysFor { get; set; }

    /// <summary>Whether nothing more is sent or stored.</summary>
    public bool HasEnded => Volatile.Read(ref _durationTicks) >= 0;

    /// <inheritdoc/>
    public bool IsGivenUp => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>Ends the scan: whoever asked for it is gone, the program stops, or it is disposed of.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Notes that it has begun.</summary>
    /// <param name="header">What is known before the first answer.</param>
    /// <param name="seed">What its order is drawn from.</param>
    /// <param name="path">What is known of the visitor.</param>
    /// <param name="running">Ends when nothing more will be sent or stored, and does not fail.</param>
    /// <param name="others">Tells from where else than the header says its packets came; null where that is nowhere.</param>
    public void Begin(ReportHeader header, long? seed, VisitorPath path, Task running, Func<IReadOnlyList<OtherSource>>? others = null)
    {
        _others = others;
        _header = header;
        Seed = seed;
        _path = path;
        _running = FollowAsync(running);
        _ongoing.Add(header.Address, this);
    }

    /// <summary>Hears the visitor over the connection of another request, too.</summary>
    public void ListenTo(IVisitorConnection? connection) => _path?.Add(connection);

    /// <summary>What the visitor is asked over one request and answers over another, which shows that he is there.</summary>
    public VisitorSigns Signs => _path?.Signs ?? throw new InvalidOperationException("The scan has not begun.");

    /// <inheritdoc/>
    public string AskSign() => Signs.Ask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await _ending.CancelAsync();
            await _running;
            await _deletion.DeleteAsync(Key.Id);
            Changes.Signal();
            if (_header is not null)
            {
                _ongoing.Remove(_header.Address, this);
            }

            _ending.Dispose();
        }
    }

    private async Task FollowAsync(Task scan)
    {
        await scan;
        Volatile.Write(ref _durationTicks, Age.Ticks);
        Changes.Signal();
    }
}
