using System.Net;
using System.Net.Sockets;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// How many connections each address and each site has, as keyed hashes: there is a number for whoever has one, and for nobody else, so that the
/// server's limit of all connections bounds the memory. Safe for any thread.
/// </summary>
/// <param name="perAddress">How many an IPv4 address, or an IPv6 /64, may have.</param>
/// <param name="perSite">How many an IPv6 /48 may have.</param>
internal sealed class ConnectionsAtOnce(int perAddress, int perSite)
{
    private const int Ipv4Length = 32;

    private readonly Lock _lock = new();
    private readonly KeyedHash _names = new();
    private readonly Dictionary<ulong, int> _open = [];

    /// <summary>How many numbers there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Counts a connection, if its address may have one more.</summary>
    /// <param name="address">The address; one of IPv4 that is wrapped in IPv6 is that of IPv4.</param>
    /// <param name="held">What <see cref="End"/> wants to have back.</param>
    public bool TryBegin(IPAddress address, out Held held)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        held = plain.AddressFamily == AddressFamily.InterNetwork
            ? new Held(_names.Of(plain, Ipv4Length), Site: null)
            : new Held(_names.Of(plain, ScanLimits.HouseholdLength), _names.Of(plain, ScanLimits.SiteLength));
        lock (_lock)
        {
            if (_open.GetValueOrDefault(held.Address) >= perAddress || (held.Site is { } site && _open.GetValueOrDefault(site) >= perSite))
            {
                return false;
            }

            Add(held.Address, 1);
            Add(held.Site, 1);
            return true;
        }
    }

    /// <summary>Counts it no longer.</summary>
    public void End(Held held)
    {
        lock (_lock)
        {
            Add(held.Address, -1);
            Add(held.Site, -1);
        }
    }

    private void Add(ulong? name, int change)
    {
        if (name is not { } known)
        {
            return;
        }

        var count = _open.GetValueOrDefault(known) + change;
        if (count == 0)
        {
            _open.Remove(known);
        }
        else
        {
            _open[known] = count;
        }
    }

    /// <summary>A connection that is counted.</summary>
    /// <param name="Address">The name of its address, or of its /64.</param>
    /// <param name="Site">The name of its /48; null for IPv4.</param>
    public readonly record struct Held(ulong Address, ulong? Site);
}
