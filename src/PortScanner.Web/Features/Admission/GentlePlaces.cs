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

    /// <summary>Takes places for one scan, until its permit is given back or used up.</summary>
    /// <param name="count">How many it needs.</param>
    /// <param name="permit">The scan's permit.</param>
    /// <returns>False if they are taken. A scan that is alone always gets what it needs.</returns>
    public bool TryTake(int count, ScanPermit permit)
    {
        lock (_lock)
        {
            if (_taken > 0 && _taken + count > most)
            {
                return false;
            }

            _taken += count;
        }

        permit.WhenOver(() => GiveBack(count));
        return true;
    }

    private void GiveBack(int count)
    {
        lock (_lock)
        {
            _taken -= count;
        }
    }
}
