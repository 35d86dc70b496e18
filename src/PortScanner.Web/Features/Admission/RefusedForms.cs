using System.Net;
using System.Net.Sockets;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// How many forms of an address, and of a site, were refused for what they hold, within a window that begins anew for everyone at once. Who has
/// had that many is no longer read: to read a form is work, and one that is refused counts for none of the <see cref="ScanLimits"/>. Safe for any thread.
/// </summary>
/// <remarks>
/// As there, what is remembered has no address in it, but keyed hashes that get a new key with each window. So many are remembered and no more:
/// a stranger with that many networks would go uncounted, and costs with each form what one form costs. To refuse everyone instead would let
/// him shut the site for all with a few thousand requests.
/// </remarks>
internal sealed class RefusedForms(ScanLimitSettings settings, TimeProvider timeProvider)
{
    /// <summary>How many networks are remembered at most.</summary>
    internal const int MostRemembered = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, int> _counts = [];
    private KeyedHash _names = new();
    private long _windowBegan = timeProvider.GetTimestamp();

    /// <summary>How many numbers are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (_lock)
            {
                return _counts.Count;
            }
        }
    }

    /// <summary>Whether another form of a caller is read.</summary>
    /// <param name="caller">Who sent it; null if nobody knows, who is refused anyway.</param>
    /// <returns>Null if it is; else what was reached, and when the next is.</returns>
    public LimitAnswer? ReachedFor(IPAddress? caller)
    {
        if (caller is null)
        {
            return null;
        }

        lock (_lock)
        {
            BeginWindowIfOver();
            foreach (var (limit, name, most) in LimitsOf(caller))
            {
                if (_counts.GetValueOrDefault(name) >= most)
                {
                    return LimitAnswer.Refused(limit, settings.Window - timeProvider.GetElapsedTime(_windowBegan), []);
                }
            }

            return null;
        }
    }

    /// <summary>Counts a form that was refused.</summary>
    public void Count(IPAddress? caller)
    {
        if (caller is null)
        {
            return;
        }

        lock (_lock)
        {
            BeginWindowIfOver();
            foreach (var (_, name, _) in LimitsOf(caller))
            {
                var count = _counts.GetValueOrDefault(name);
                if (count > 0 || _counts.Count < MostRemembered)
                {
                    _counts[name] = count + 1;
                }
            }
        }
    }

    private (ScanLimit Limit, ulong Name, int Most)[] LimitsOf(IPAddress caller) => caller.AddressFamily == AddressFamily.InterNetwork
        ? [(ScanLimit.FormsOfAddress, _names.Of(caller, 32), settings.FormsPerAddress)]
        :
        [
            (ScanLimit.FormsOfAddress, _names.Of(caller, ScanLimits.HouseholdLength), settings.FormsPerAddress),
            (ScanLimit.FormsOfSite, _names.Of(caller, ScanLimits.SiteLength), settings.FormsPerSite),
        ];

    private void BeginWindowIfOver()
    {
        var now = timeProvider.GetTimestamp();
        if (timeProvider.GetElapsedTime(_windowBegan, now) >= settings.Window)
        {
            _windowBegan = now;
            _counts.Clear();
            _names = new KeyedHash();
        }
    }
}
