using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>
/// What is known of a visitor while the scan runs. A packet of the visitor's own that came over a connection of the scan's shows that the path
/// works, and that the visitor is there; an answer to a question of <see cref="VisitorSigns"/> shows the latter. Nothing else does.
/// </summary>
internal sealed class VisitorPath : ITargetConnection, IDisposable
{
    /// <summary>How often the connections are looked at, and another process is told of it.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // As many as may read a scan, the one that asked for it, and one more.
    private const int MostConnections = 8;

    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    // A connection that carries something all the time is followed, and not one that does so now and then.
    private static readonly TimeSpan LongestWithoutFlow = TimeSpan.FromSeconds(1.5);

    private readonly Lock _lock = new();
    private FollowedConnection[] _connections = [];
    private volatile ConnectionFlow? _flow;
    private long _flowAt;
    private int _connectionCount;
    private long _heardAt = long.MinValue;
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
        _timer = timeProvider.CreateTimer(path => ((VisitorPath)path!).Sample(), this, Interval, Interval);
    }

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip { get; }

    /// <inheritdoc />
    public ConnectionFlow? Flow => _flow;

    /// <summary>What the visitor is asked, and answers.</summary>
    public VisitorSigns Signs { get; }

    /// <summary>Takes the connection of another request that only the scan's own visitor can make, such as the one that follows it.</summary>
    public void Add(IVisitorConnection? connection)
    {
        lock (_lock)
        {
            if (_isDisposed || connection is null || Array.Exists(_connections, other => other.Connection.Equals(connection)))
            {
                return;
            }

            var before = _connections;
            _connections =
            [
                .. before.Where(other => other.Connection.IsOpen).TakeLast(MostConnections - 1), new FollowedConnection(connection, _connectionCount++),
            ];
            foreach (var other in before.Except(_connections))
            {
                other.Connection.StopAsking();
            }
        }

        Sample();
    }

    /// <inheritdoc />
    /// <remarks>Between two connections the visitor was last heard over the one before.</remarks>
    public PeerLiveness Look()
    {
        var heardAt = Interlocked.Read(ref _heardAt);
        return new PeerLiveness(
            heardAt == long.MinValue ? PeerLiveness.Never : _timeProvider.GetElapsedTime(heardAt),
            _timeProvider.GetElapsedTime(Math.Max(Interlocked.Read(ref _seenAt), Signs.SeenAt)));
    }

    /// <summary>Asks the visitor no longer; the connections stay.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            Array.ForEach(_connections, followed => followed.Connection.StopAsking());
        }
    }

    // The kernel is asked here, a few system calls for each connection, and not by the sender thread, which has all scans to send for. What was
    // learnt grows older by itself: a thread pool that is late with this knows of nobody who is there.
    private void Sample()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            var now = _timeProvider.GetTimestamp();
            foreach (var followed in _connections)
            {
                var liveness = followed.Connection.Look();
                if (liveness.SinceHeard < PeerLiveness.Never)
                {
                    Interlocked.Exchange(ref _heardAt, Math.Max(_heardAt, Before(now, liveness.SinceHeard)));
                }

                Interlocked.Exchange(ref _seenAt, Math.Max(_seenAt, Before(now, liveness.SinceSeen)));
                FollowFlow(followed, now);
            }
        }
    }

    private void FollowFlow(FollowedConnection followed, long now)
    {
        if (followed.Look() is { } flow
            && (_flow is null || _flow.Connection == flow.Connection || _timeProvider.GetElapsedTime(_flowAt, now) > LongestWithoutFlow))
        {
            (_flow, _flowAt) = (flow, now);
        }
    }

    private long Before(long now, TimeSpan since) => now - (long)(since.TotalSeconds * _timeProvider.TimestampFrequency);

    // One of the connections, by a number that no other has.
    private sealed class FollowedConnection(IVisitorConnection connection, int number)
    {
        private ConnectionFlow? _last;

        public IVisitorConnection Connection => connection;

        // Null unless it has carried something since the last look.
        public ConnectionFlow? Look()
        {
            var flow = connection.Flow is { } told ? told with { Connection = number } : null;
            var hasCarried = flow is not null && (_last is null || (flow.Delivered, flow.Retransmitted) != (_last.Delivered, _last.Retransmitted));
            _last = flow ?? _last;
            return hasCarried ? flow : null;
        }
    }
}
