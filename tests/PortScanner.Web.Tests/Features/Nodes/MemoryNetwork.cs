using System.Collections.Concurrent;

using PortScanner.Cluster.Bus;

namespace PortScanner.Web.Tests.Features.Nodes;

/// <summary>A bus within the process, that does with each message what a test says, and remembers all of them.</summary>
internal sealed class MemoryNetwork
{
    private readonly ConcurrentDictionary<Guid, (string[] Subject, Action<string, ReadOnlyMemory<byte>> Receive)> _listeners = [];

    public ConcurrentQueue<(string Subject, byte[] Message)> Sent { get; } = [];

    /// <summary>Whether a message arrives.</summary>
    public Func<string, bool> Carries { get; set; } = _ => true;

    public bool IsWell { get; set; } = true;

    public IBus Connect() => new Bus(this);

    /// <summary>Brings a message, as a broker could bring any again.</summary>
    public void Deliver(string subject, byte[] message)
    {
        foreach (var (listened, receive) in _listeners.Values)
        {
            var parts = subject.Split('.');
            if (parts.Length == listened.Length && parts.Zip(listened).All(pair => pair.Second == "*" || pair.First == pair.Second))
            {
                receive(subject, message);
            }
        }
    }

    private sealed class Bus(MemoryNetwork network) : IBus
    {
        public bool IsWell => network.IsWell;

        public IAsyncDisposable Subscribe(string subject, Action<string, ReadOnlyMemory<byte>> receive)
        {
            var id = Guid.NewGuid();
            network._listeners[id] = (subject.Split('.'), receive);
            return new Listening(network, id);
        }

        public void Post(string subject, ReadOnlyMemory<byte> message, Action? nobody = null)
        {
            var bytes = message.ToArray();
            network.Sent.Enqueue((subject, bytes));
            if (network.Carries(subject))
            {
                _ = Task.Run(() => network.Deliver(subject, bytes));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Listening(MemoryNetwork network, Guid id) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            network._listeners.TryRemove(id, out _);
            return ValueTask.CompletedTask;
        }
    }
}
