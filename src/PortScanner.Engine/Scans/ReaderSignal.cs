using System.Diagnostics.CodeAnalysis;

namespace PortScanner.Engine.Scans;

/// <summary>Wakes a scan's reader, once for all that comes until it looks. The sender and the receiver give it; the reader alone waits.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A late packet may signal after the reader left; a semaphore whose wait handle was never asked for holds nothing to free.")]
internal sealed class ReaderSignal
{
    private readonly SemaphoreSlim _given = new(0);
    private int _isGiven;

    /// <summary>Says that there is something to read.</summary>
    public void Give()
    {
        if (Interlocked.Exchange(ref _isGiven, 1) == 0)
        {
            _given.Release();
        }
    }

    /// <summary>Waits until there is something to read.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _given.WaitAsync(cancellationToken);

    /// <summary>Has what comes from now on wake the reader again; to be called before it looks.</summary>
    public void Rearm() => Volatile.Write(ref _isGiven, 0);
}
