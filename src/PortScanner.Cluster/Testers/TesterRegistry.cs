using System.Collections.Concurrent;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Keys;

namespace PortScanner.Cluster.Testers;

/// <summary>
/// The testers, on a web node, by what they tell of themselves. Nobody signs off here: who is not heard is not there.
/// </summary>
public sealed class TesterRegistry : IAsyncDisposable
{
    /// <summary>How long a heartbeat holds: three of them.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<string, Lives> _testers = new(StringComparer.Ordinal);
    private readonly PeerKeys _keys;
    private readonly TimeProvider _timeProvider;
    private readonly IAsyncDisposable _subscription;

    /// <summary>Begins to listen.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="testers">Who is believed.</param>
    /// <param name="timeProvider">The clock.</param>
    public TesterRegistry(IBus bus, PeerKeys testers, TimeProvider timeProvider)
    {
        _keys = testers;
        _timeProvider = timeProvider;
        _subscription = bus.Subscribe(Subjects.AllHeartbeats, Hear);
    }

    /// <summary>Those that were heard a moment ago and speak as this node does, whatever they tell: also those that take no scans.</summary>
    public IReadOnlyList<KnownTester> Fresh =>
        [.. _testers.Values.Select(lives => lives.Last).OfType<KnownTester>().Where(IsFresh).OrderBy(tester => tester.Name, StringComparer.Ordinal)];

    /// <summary>All that were ever heard, however long ago, and whatever they speak: for whoever has to tell an operator.</summary>
    public IReadOnlyList<KnownTester> Heard =>
        [.. _testers.Values.Select(lives => lives.Last).OfType<KnownTester>().OrderBy(tester => tester.Name, StringComparer.Ordinal)];

    /// <summary>How long ago a tester was heard.</summary>
    public TimeSpan Age(KnownTester tester) => _timeProvider.GetElapsedTime(tester.HeardAt);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _subscription.DisposeAsync();

    private bool IsFresh(KnownTester tester) => tester.Heartbeat.Protocol == Heartbeat.SpokenProtocol && Age(tester) <= Freshness;

    private void Hear(string subject, ReadOnlyMemory<byte> message)
    {
        var name = Subjects.LastPart(subject);

        // A signature costs more to check than to forge; the names of others come by the same subscription.
        if (!_keys.Knows(name) || !_testers.GetOrAdd(name, _ => new Lives()).TryCount(_timeProvider))
        {
            return;
        }

        if (SignedHeartbeat.Read(message.Span, _keys, name) is { } heartbeat)
        {
            _testers.GetOrAdd(name, _ => new Lives()).Take(new KnownTester(heartbeat, _timeProvider.GetTimestamp()));
        }
    }

    // What was heard before is not believed again, whichever life of the tester it is of. A life that goes on always is: so that whoever
    // replays what this node never heard holds a tester up for one beat, and does not shut it out.
    private sealed class Lives
    {
        private const int Most = 8;

        // A tester tells twice a second, and at once where something changes.
        private const int MostInSecond = 20;

        private readonly Lock _gate = new();
        private readonly List<(long Epoch, long Tick)> _heard = [];

        private long _secondFrom;
        private int _inSecond;

        public KnownTester? Last { get; private set; }

        public bool TryCount(TimeProvider timeProvider)
        {
            lock (_gate)
            {
                if (timeProvider.GetElapsedTime(_secondFrom) >= TimeSpan.FromSeconds(1))
                {
                    (_secondFrom, _inSecond) = (timeProvider.GetTimestamp(), 0);
                }

                return ++_inSecond <= MostInSecond;
            }
        }

        public void Take(KnownTester tester)
        {
            var (epoch, tick) = (tester.Heartbeat.Epoch, tester.Heartbeat.Tick);
            lock (_gate)
            {
                var known = _heard.FindIndex(life => life.Epoch == epoch);
                if (known >= 0)
                {
                    if (tick <= _heard[known].Tick)
                    {
                        return;
                    }

                    _heard.RemoveAt(known);
                }
                else if (_heard.Count == Most)
                {
                    _heard.RemoveAt(0);
                }

                _heard.Add((epoch, tick));
                Last = tester;
            }
        }
    }
}
