using PortScanner.Cluster.Bus;

namespace PortScanner.Cluster.Tests;

/// <summary>A broker that delivers when a test says so, and that loses, repeats and swaps as much as a test wants.</summary>
/// <param name="seed">What the damage is drawn from.</param>
internal sealed class MemoryBroker(int seed = 1)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly List<Listener> _listeners = [];
    private List<Posted> _posted = [];

    /// <summary>The part of messages that is lost.</summary>
    public double Loss { get; set; }

    /// <summary>The part of messages that comes twice.</summary>
    public double Repetition { get; set; }

    /// <summary>The part of messages that changes places with another.</summary>
    public double Swapping { get; set; }

    /// <summary>Decides, where it is set, about each message: by the subject and the bytes.</summary>
    public Func<string, ReadOnlyMemory<byte>, bool>? LetsPass { get; set; }

    /// <summary>All that was ever posted.</summary>
    public List<(string Subject, ReadOnlyMemory<byte> Message)> Seen { get; } = [];

    /// <summary>A node's bus.</summary>
    public MemoryBus Connect() => new(this);

    /// <summary>Delivers what was posted.</summary>
    public void Deliver()
    {
        List<Posted> posted;
        lock (_gate)
        {
            (posted, _posted) = (_posted, []);
            Damage(posted);
        }

        foreach (var one in posted)
        {
            Deliver(one);
        }
    }

    /// <summary>Sends what somebody recorded or made up.</summary>
    public void Inject(string subject, ReadOnlyMemory<byte> message) => Deliver(new Posted(subject, message, null));

    private static bool Matches(string pattern, string subject)
    {
        var (wanted, parts) = (pattern.Split('.'), subject.Split('.'));
        return wanted.Length == parts.Length && wanted.Zip(parts).All(pair => pair.First == "*" || pair.First == pair.Second);
    }

    private void Damage(List<Posted> posted)
    {
        posted.RemoveAll(one => LetsPass?.Invoke(one.Subject, one.Message) == false || _random.NextDouble() < Loss);
        for (var i = posted.Count - 1; i >= 0; i--)
        {
            if (_random.NextDouble() < Repetition)
            {
                posted.Insert(_random.Next(posted.Count + 1), posted[i]);
            }

            if (_random.NextDouble() < Swapping)
            {
                var other = _random.Next(posted.Count);
                (posted[i], posted[other]) = (posted[other], posted[i]);
            }
        }
    }

    private void Deliver(Posted one)
    {
        List<Listener> listeners;
        lock (_gate)
        {
            listeners = _listeners.FindAll(listener => listener.Bus.IsConnected && Matches(listener.Subject, one.Subject));
        }

        listeners.ForEach(listener => listener.Receive(one.Subject, one.Message));
        if (listeners.Count == 0)
        {
            one.Nobody?.Invoke();
        }
    }

    /// <summary>A node's bus.</summary>
    internal sealed class MemoryBus(MemoryBroker broker) : IBus
    {
        public bool IsWell { get; set; } = true;

        /// <summary>Whether the node is there.</summary>
        public bool IsConnected { get; set; } = true;

        public IAsyncDisposable Subscribe(string subject, Action<string, ReadOnlyMemory<byte>> receive)
        {
            var listener = new Listener(broker, this, subject, receive);
            lock (broker._gate)
            {
                broker._listeners.Add(listener);
            }

            return listener;
        }

        public void Post(string subject, ReadOnlyMemory<byte> message, Action? nobody = null)
        {
            if (!IsConnected)
            {
                return;
            }

            lock (broker._gate)
            {
                broker.Seen.Add((subject, message));
                broker._posted.Add(new Posted(subject, message, nobody));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed record Listener(MemoryBroker Broker, MemoryBus Bus, string Subject, Action<string, ReadOnlyMemory<byte>> Receive) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (Broker._gate)
            {
                Broker._listeners.Remove(this);
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed record Posted(string Subject, ReadOnlyMemory<byte> Message, Action? Nobody);
}
