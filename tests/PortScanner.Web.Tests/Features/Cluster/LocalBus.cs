using PortScanner.Cluster.Bus;

namespace PortScanner.Web.Tests.Features.Cluster;

/// <summary>A bus within the process: what is posted arrives at once, in order, on a thread of its own.</summary>
internal sealed class LocalBus : IBus
{
    private readonly Lock _lock = new();
    private readonly List<(string Subject, Action<string, ReadOnlyMemory<byte>> Receive)> _listeners = [];
    private Task _last = Task.CompletedTask;

    public bool IsWell => true;

    /// <summary>Which messages are lost on their way; none.</summary>
    public Func<string, ReadOnlyMemory<byte>, bool> Loses { get; set; } = (_, _) => false;

    /// <summary>All that was posted.</summary>
    public List<(string Subject, ReadOnlyMemory<byte> Message)> Posted { get; } = [];

    public IAsyncDisposable Subscribe(string subject, Action<string, ReadOnlyMemory<byte>> receive)
    {
        var listener = (subject, receive);
        lock (_lock)
        {
            _listeners.Add(listener);
        }

        return new Subscription(() =>
        {
            lock (_lock)
            {
                _listeners.Remove(listener);
            }
        });
    }

    public void Post(string subject, ReadOnlyMemory<byte> message, Action? nobody = null)
    {
        lock (_lock)
        {
            Posted.Add((subject, message));
            _last = _last.ContinueWith(_ => Deliver(subject, message, nobody), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>What was posted on subjects that begin so.</summary>
    public IReadOnlyList<(string Subject, ReadOnlyMemory<byte> Message)> PostedOn(string beginning)
    {
        lock (_lock)
        {
            return Posted.FindAll(one => one.Subject.StartsWith(beginning, StringComparison.Ordinal));
        }
    }

    /// <summary>Waits until all that was posted so far has arrived.</summary>
    public Task DeliveredAsync()
    {
        lock (_lock)
        {
            return _last;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool Matches(string pattern, string subject)
    {
        var (wanted, parts) = (pattern.Split('.'), subject.Split('.'));
        return wanted.Length == parts.Length && wanted.Zip(parts).All(pair => pair.First == "*" || pair.First == pair.Second);
    }

    private void Deliver(string subject, ReadOnlyMemory<byte> message, Action? nobody)
    {
        List<Action<string, ReadOnlyMemory<byte>>> listeners;
        lock (_lock)
        {
            listeners = [.. _listeners.Where(listener => Matches(listener.Subject, subject)).Select(listener => listener.Receive)];
        }

        if (Loses(subject, message))
        {
            return;
        }

        listeners.ForEach(receive => receive(subject, message));
        if (listeners.Count == 0)
        {
            nobody?.Invoke();
        }
    }

    private sealed class Subscription(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
