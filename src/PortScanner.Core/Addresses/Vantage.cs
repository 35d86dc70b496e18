using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Addresses;

/// <summary>Who can see what a scan of an address sees. A test from within a network says nothing about the internet.</summary>
public enum Vantage : byte
{
    /// <summary>Everyone.</summary>
    Internet,

    /// <summary>The machines of the same network.</summary>
    Network,

    /// <summary>The machine itself.</summary>
    Machine,
}

/// <summary>Tells and names the vantage.</summary>
public static class Vantages
{
    // The longest prefixes that networks of the internet commonly take from each other by BGP: two addresses that share one are
    // reached from the internet by the same way, so what passes between them does not come in by it.
    private const int SharedIPv4Prefix = 24;
    private const int SharedIPv6Prefix = 48;

    /// <summary>Everyone who can reach <paramref name="address"/> the way that the tester's probes do.</summary>
    /// <param name="address">The target.</param>
    /// <param name="route">The way of the probes.</param>
    public static Vantage Of(IPAddress address, ProbeRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return (SpecialPurposeRegistry.Find(address)?.Kind, route.Kind) switch
        {
            (AddressRefusalCode.Loopback, _) or (_, RouteKind.Local) => Vantage.Machine,
            (not null, _) or (_, RouteKind.OnLink) => Vantage.Network,
            _ => IsOfOneNetwork(address, route.Source) ? Vantage.Network : Vantage.Internet,
        };
    }

    /// <summary>The name of <paramref name="vantage"/> after "open to".</summary>
    public static string Name(this Vantage vantage, Messages messages) => messages[vantage switch
    {
        Vantage.Machine => "vantage.machine",
        Vantage.Network => "vantage.network",
        _ => "vantage.internet",
    }];

    private static bool IsOfOneNetwork(IPAddress one, IPAddress other)
    {
        var prefix = one.AddressFamily == AddressFamily.InterNetwork ? SharedIPv4Prefix : SharedIPv6Prefix;
        return one.AddressFamily == other.AddressFamily && one.GetAddressBytes().AsSpan(0, prefix / 8).SequenceEqual(other.GetAddressBytes().AsSpan(0, prefix / 8));
    }
}
