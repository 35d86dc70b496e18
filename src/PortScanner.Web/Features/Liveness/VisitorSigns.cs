using System.Security.Cryptography;

namespace PortScanner.Web.Features.Liveness;

/// <summary>
/// Questions that only a visitor who is there can answer: each is a random number, to be sent back over a request of its own. An answer proves
/// that the visitor was there after it was asked, however long proxies kept it.
/// </summary>
internal sealed class VisitorSigns(TimeProvider timeProvider)
{
    // Asked every two seconds by each reader, of whom there are six at most; what is older than the timeout with a visitor is worth nothing.
    private const int MostOpen = 32;

    private readonly Lock _lock = new();
    private readonly Queue<(string Sign, long AskedAt)> _open = [];
    private long _seenAt = timeProvider.GetTimestamp();

    /// <summary>When the visitor was there for certain, as a timestamp: as a scan is asked for, and then by answers.</summary>
    public long SeenAt => Interlocked.Read(ref _seenAt);

    /// <summary>Asks.</summary>
    /// <returns>What is to be sent back.</returns>
    public string Ask()
    {
        var sign = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(sizeof(long)));
        lock (_lock)
        {
            if (_open.Count == MostOpen)
            {
                _open.Dequeue();
            }

            _open.Enqueue((sign, timeProvider.GetTimestamp()));
        }

        return sign;
    }

    /// <summary>Takes an answer; whatever was not asked means nothing.</summary>
    public void Take(string sign)
    {
        lock (_lock)
        {
            foreach (var (asked, at) in _open)
            {
                if (asked == sign)
                {
                    Interlocked.Exchange(ref _seenAt, Math.Max(_seenAt, at));
                }
            }
        }
    }
}
