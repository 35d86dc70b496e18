using System.Net;
using System.Net.Sockets;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// How many scans may begin: of an address, of a site, and in all, within a window that begins anew for everyone at once; no more than may run in
/// a household and a site at the same time; and not before an address was left alone for a while. Safe for any thread.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>What is remembered has no address in it, but keyed hashes; those of the counts get a new key with each window.</item>
/// <item>Only a scan that begins is remembered, and only so many begin within a window: that bounds the memory, whoever asks from however many
/// addresses. When that number is reached, all are refused.</item>
/// <item>A permit that no scan came of is given back, so that being refused for another reason costs nothing.</item>
/// </list>
/// </remarks>
internal sealed class ScanLimits(ScanLimitSettings settings, TimeProvider timeProvider) : IScanLimits
{
    // What a household gets of IPv6, and what a site gets (RFC 6177).
    internal const int HouseholdLength = 64;
    internal const int SiteLength = 48;

    // Nobody knows when one of a network's scans ends; a quick one has by then, as a rule.
    internal static readonly TimeSpan AtOnceWait = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly ScansAtOnce _atOnce = new(settings.AtOncePerHousehold, settings.AtOncePerSite);
    private readonly Cooldowns _cooldowns = new(settings.Cooldown, timeProvider);
    private readonly Dictionary<ulong, int> _counts = [];
    private KeyedHash _names = new();
    private long _windowBegan = timeProvider.GetTimestamp();
    private long _window;
    private int _countInAll;

    /// <summary>How many numbers are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (_lock)
            {
                return _counts.Count + _atOnce.Count + _cooldowns.Count;
            }
        }
    }

    /// <inheritdoc />
    ValueTask<LimitAnswer> IScanLimits.AskAsync(IPAddress caller) => ValueTask.FromResult(Ask(caller));

    /// <summary>Asks to begin a scan.</summary>
    /// <param name="caller">Who is to be scanned.</param>
    public LimitAnswer Ask(IPAddress caller)
    {
        lock (_lock)
        {
            BeginWindowIfOver();
            var reset = settings.Window - timeProvider.GetElapsedTime(_windowBegan);
            LimitCount[] counts = [.. CountsOf(caller)];
            var states = Array.ConvertAll(counts, count => new LimitState(count.Limit, count.Most, count.Most - count.Now, settings.Window, reset));
            // The longest wait first, so that who comes back when told is not told to wait for something else.
            if (Array.Find(counts, count => count.Now >= count.Most) is { } reached)
            {
                return LimitAnswer.Refused(reached.Limit, reset, states);
            }

            if (_countInAll >= settings.InAll)
            {
                return LimitAnswer.Refused(ScanLimit.All, reset, states);
            }

            if (_atOnce.ReachedFor(caller) is { } atOnce)
            {
                return LimitAnswer.Refused(atOnce, AtOnceWait, states);
            }

            if (_cooldowns.TimeLeft(caller) is { } left)
            {
                return LimitAnswer.Refused(ScanLimit.Cooldown, left, states);
            }

            _atOnce.Begin(caller);
            _countInAll++;
            foreach (var count in counts)
            {
                _counts[count.Name] = count.Now + 1;
            }

            var window = _window;
            return LimitAnswer.Granted(
                new ScanPermit(() => GiveBackAsync(caller, window, counts), () => EndAsync(caller)),
                Array.ConvertAll(states, state => state with { Remaining = state.Remaining - 1 }));
        }
    }

    private IEnumerable<LimitCount> CountsOf(IPAddress caller)
    {
        if (caller.AddressFamily == AddressFamily.InterNetwork)
        {
            yield return Count(ScanLimit.Address, 32, settings.PerAddress);
        }
        else
        {
            yield return Count(ScanLimit.Address, HouseholdLength, settings.PerAddress);
            yield return Count(ScanLimit.Site, SiteLength, settings.PerSite);
        }

        LimitCount Count(ScanLimit limit, int prefixLength, int most)
        {
            var name = _names.Of(caller, prefixLength);
            return new LimitCount(limit, name, _counts.GetValueOrDefault(name), most);
        }
    }

    private void BeginWindowIfOver()
    {
        var now = timeProvider.GetTimestamp();
        if (timeProvider.GetElapsedTime(_windowBegan, now) < settings.Window)
        {
            return;
        }

        _windowBegan = now;
        _window++;
        _countInAll = 0;
        _counts.Clear();
        _names = new KeyedHash();
    }

    private Task GiveBackAsync(IPAddress caller, long window, LimitCount[] counts)
    {
        lock (_lock)
        {
            _atOnce.End(caller);

            // The counts of a window that is over are gone.
            if (window != _window)
            {
                return Task.CompletedTask;
            }

            _countInAll--;
            foreach (var name in counts.Select(count => count.Name))
            {
                if (--_counts[name] == 0)
                {
                    _counts.Remove(name);
                }
            }
        }

        return Task.CompletedTask;
    }

    private Task EndAsync(IPAddress caller)
    {
        lock (_lock)
        {
            _atOnce.End(caller);
            _cooldowns.Begin(caller);
        }

        return Task.CompletedTask;
    }

    private sealed record LimitCount(ScanLimit Limit, ulong Name, int Now, int Most);
}
