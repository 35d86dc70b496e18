using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>
/// What is known of a visitor while the scan runs. A packet of the visitor's own that came over a connection of the scan's shows that the path
/// works, and that the visitor is there; an answer to a question of <see cref="VisitorSigns"/> shows the latter. Nothing else does.
/// </summary>
internal sealed class VisitorPath : ITargetConnection, IDisposable
{
    // As many as may read a scan, the one that asked for it, and one more.
    private const int MostConnections = 8;

    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();

    // Replaced, never changed, since the sender thread looks.
    private volatile IVisitorConnection[] _connections = [];
    private long? _heardAt;
    private long _seenAt;
    private bool _isDisposed;

    /// <summary>Begins to look.</summary>
    /// <param name="signs">What the visitor answers; made when the scan was asked for.</param>
    /// <param name="connection">The connection that the request came over, if it can tell something.</param>
    /// <param name="timeProvider">The clock.</param>
    public VisitorPath(VisitorSigns signs, IVisitorConnection? connection, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        Signs = signs;
        _seenAt = signs.SeenAt;
        RoundTrip = connection?.RoundTrip;
        Add(connection);
    }

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip { get; }

    /// <summary>What the visitor is asked, and answers.</summary>
    public VisitorSigns Signs { get; }

    /// <summary>Takes the connection of another request that only the scan's own visitor can make, such as the one that follows it.</summary>
    public void Add(IVisitorConnection? connection)
    {
        lock (_lock)
        {
            if (_isDisposed || connection is null || _connections.Contains(connection))
            {
                return;
            }

            var before = _connections;
            _connections = [.. before.Where(other => other.IsOpen).TakeLast(MostConnections - 1), connection];
            foreach (var other in before.Except(_connections))
            {
                other.StopAsking();
            }
        }
    }

    /// <inheritdoc />
    /// <remarks>Between two connections the visitor was last heard over the one before.</remarks>
    public PeerLiveness Look()
    {
        var now = _timeProvider.GetTimestamp();
        foreach (var connection in _connections)
        {
            var sign = connection.Look();
            if (sign.SinceHeard < PeerLiveness.Never)
            {
                _heardAt = Math.Max(_heardAt ?? long.MinValue, Before(now, sign.SinceHeard));
            }

            _seenAt = Math.Max(_seenAt, Before(now, sign.SinceSeen));
        }

        _seenAt = Math.Max(_seenAt, Signs.SeenAt);
        return new PeerLiveness(_heardAt is { } heardAt ? _timeProvider.GetElapsedTime(heardAt) : PeerLiveness.Never, _timeProvider.GetElapsedTime(_seenAt));
    }

    /// <summary>Asks the visitor no longer; the connections stay.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Array.ForEach(_connections, connection => connection.StopAsking());
        }
    }

    private long Before(long now, TimeSpan since) => now - (long)(since.TotalSeconds * _timeProvider.TimestampFrequency);
}
