namespace PortScanner.Web.Features.Admission;

/// <summary>
/// The places of scans at a gentle pace. Such a scan takes minutes, so that a share of the site is left to those that are quick. Safe for any
/// thread.
/// </summary>
/// <param name="most">How many there are.</param>
internal sealed class GentlePlaces(int most)
{
    private readonly Lock _lock = new();
    private int _taken;

    /// <summary>After what time to ask again: one of many such scans has ended by then, as a rule.</summary>
    public static TimeSpan Wait { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Takes places for one scan.</summary>
    /// <param name="count">How many it needs.</param>
    /// <returns>Gives them back when disposed; null if they are taken. A scan that is alone always gets what it needs.</returns>
    public IDisposable? TryTake(int count)
    {
        lock (_lock)
        {
            if (_taken > 0 && _taken + count > most)
            {
                return null;
            }

            _taken += count;
            return new Places(this, count);
        }
    }

    private sealed class Places(GentlePlaces all, int count) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                lock (all._lock)
                {
                    all._taken -= count;
                }
            }
        }
    }
}
