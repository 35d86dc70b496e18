using System.Diagnostics.CodeAnalysis;

namespace PortScanner.Cluster.Links;

/// <summary>
/// What one side has sent and keeps until it arrived. Its users hold the link's lock, but for the waiting.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Nobody asks the semaphore for its handle, and whoever waits late must not find it gone.")]
internal sealed class SendWindow(TimeProvider timeProvider)
{
    /// <summary>How many messages may be on their way.</summary>
    public const int Size = 64;

    private readonly Queue<byte[]> _kept = new(Size + 1);
    private readonly SemaphoreSlim _room = new(Size);
    private ulong _acked;
    private long? _repeatedAt;

    /// <summary>The sequence number of the last message.</summary>
    public ulong Highest { get; private set; }

    /// <summary>Whether everything has arrived.</summary>
    public bool IsEmpty => _kept.Count == 0;

    /// <summary>Waits, without the lock, until one more may be sent.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    /// <summary>Takes the next sequence number.</summary>
    public ulong Next() => ++Highest;

    /// <summary>Keeps the message of the last one.</summary>
    public void Keep(byte[] message) => _kept.Enqueue(message);

    /// <summary>Forgets what the other side has read.</summary>
    public void Acknowledge(ulong sequence)
    {
        if (sequence <= _acked || sequence > Highest)
        {
            return;
        }

        var arrived = (int)(sequence - _acked);
        _acked = sequence;
        for (var i = 0; i < arrived; i++)
        {
            _kept.Dequeue();
        }

        _room.Release(arrived);
    }

    /// <summary>What the other side wants once more, in order; nothing if it got that a moment ago.</summary>
    public IEnumerable<byte[]> Again(ulong from)
    {
        if (from == 0 || from > Highest || IsEmpty || (_repeatedAt is { } repeated && timeProvider.GetElapsedTime(repeated) < LinkTimes.Repeat))
        {
            return [];
        }

        _repeatedAt = timeProvider.GetTimestamp();
        return _kept.Skip((int)Math.Min(from - Math.Min(from, _acked + 1), (ulong)_kept.Count));
    }

    /// <summary>Forgets everything, and lets go whoever waits.</summary>
    public void Abandon()
    {
        _kept.Clear();
        _acked = Highest;
        _room.Release(1 << 20);
    }
}
