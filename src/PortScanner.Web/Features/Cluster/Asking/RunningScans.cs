namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>The scans that run for this web node, and whether they are its last: then others begin elsewhere.</summary>
internal sealed class RunningScans(TimeProvider timeProvider)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // What is stored last is still on its way to whoever reads it.
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(1);

    private int _count;
    private volatile bool _areLast;

    /// <summary>Whether no more begin.</summary>
    public bool AreLast => _areLast;

    /// <summary>Counts one, until what is returned is disposed of.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _count);
        return new Running(this);
    }

    /// <summary>Has no more begin, and waits for those that run.</summary>
    /// <param name="time">How long at most.</param>
    /// <param name="enough">Ends the waiting.</param>
    public async Task DrainAsync(TimeSpan time, CancellationToken enough)
    {
        _areLast = true;
        var since = timeProvider.GetTimestamp();
        var had = Volatile.Read(ref _count) > 0;
        try
        {
            while (Volatile.Read(ref _count) > 0 && timeProvider.GetElapsedTime(since) < time)
            {
                await Task.Delay(Look, timeProvider, enough);
            }

            if (had)
            {
                await Task.Delay(Closing, timeProvider, enough);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever stops the program does not want to wait.
        }
    }

    private sealed class Running(RunningScans scans) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                Interlocked.Decrement(ref scans._count);
            }
        }
    }
}
