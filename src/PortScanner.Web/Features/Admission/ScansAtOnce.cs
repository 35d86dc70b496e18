using System.Net;
using System.Net.Sockets;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// How many scans run in each household and each site of IPv6, as keyed hashes. An IPv4 address has no more than one anyway. Not safe for several
/// threads at once.
/// </summary>
internal sealed class ScansAtOnce(int perHousehold, int perSite)
{
    private readonly KeyedHash _names = new();
    private readonly Dictionary<ulong, int> _running = [];

    /// <summary>How many numbers there are; none is of a network in which nothing runs.</summary>
    public int Count => _running.Count;

    /// <summary>Which limit keeps a scan of an address from beginning; null if none does.</summary>
    public ScanLimit? ReachedFor(IPAddress address)
    {
        foreach (var (limit, name, most) in LimitsOf(address))
        {
            if (_running.GetValueOrDefault(name) >= most)
            {
                return limit;
            }
        }

        return null;
    }

    /// <summary>Counts a scan that begins.</summary>
    public void Begin(IPAddress address)
    {
        foreach (var (_, name, _) in LimitsOf(address))
        {
            _running[name] = _running.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>Counts it no longer.</summary>
    public void End(IPAddress address)
    {
        foreach (var (_, name, _) in LimitsOf(address))
        {
            if (--_running[name] == 0)
            {
                _running.Remove(name);
            }
        }
    }

    private (ScanLimit Limit, ulong Name, int Most)[] LimitsOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? []
        :
        [
            (ScanLimit.HouseholdAtOnce, _names.Of(address, ScanLimits.HouseholdLength), perHousehold),
            (ScanLimit.SiteAtOnce, _names.Of(address, ScanLimits.SiteLength), perSite),
        ];
}
