using System.Net;
using System.Net.Sockets;

namespace PortScanner.Core.Addresses;

/// <summary>
/// Decides whether an address may be tested at all. It decides from the address alone: that the caller has proved to hold it is
/// Admission's business. Safe for any thread.
/// </summary>
public sealed class AddressPolicy(AddressPolicyOptions options)
{
    /// <summary>IANA gives out global unicast addresses from here only (RFC 4291 section 2.4 and the IPv6 address space registry).</summary>
    internal static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Makes a target of an address that may be tested. Nothing else does.</summary>
    /// <param name="address">The address that the caller proved to hold.</param>
    /// <param name="ownAddresses">As <see cref="Check"/> takes them.</param>
    /// <param name="refusal">Why it is refused; null if it is not.</param>
    /// <returns>The target, or null if it is refused.</returns>
    public ScanTarget? TryMakeTarget(IPAddress address, IEnumerable<IPAddress> ownAddresses, out AddressRefusal? refusal)
    {
        refusal = Check(address, ownAddresses);
        return refusal is null ? new ScanTarget(address) : null;
    }

    /// <summary>Decides about one address.</summary>
    /// <param name="address">The address; an IPv4-mapped one is refused, since it must be unmapped before it is judged.</param>
    /// <param name="ownAddresses">The addresses of this machine, and of proxies that belong to it, as they are now.</param>
    /// <returns>Why it is refused, or null if it may be tested.</returns>
    public AddressRefusal? Check(IPAddress address, IEnumerable<IPAddress> ownAddresses)
    {
        if (address.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            return AddressRefusalCode.NotInternet.Refuse();
        }

        // Before any network is asked: IPNetwork.Contains unmaps by itself, so ::ffff:8.8.8.8 would pass as 8.8.8.8.
        if (address.IsIPv4MappedToIPv6)
        {
            return AddressRefusalCode.EmbedsIPv4.Refuse("RFC 4291 section 2.5.5");
        }

        if (IsIn(options.DenyNetworks, address))
        {
            return AddressRefusalCode.Denied.Refuse();
        }

        if (IsIn(options.OptOutNetworks, address))
        {
            return AddressRefusalCode.OptedOut.Refuse();
        }

        // The sender cannot choose a link, and without one the address is another machine's on each link.
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0)
        {
            return AddressRefusalCode.Scoped.Refuse();
        }

        return CheckPurpose(address) ?? CheckOwn(address, ownAddresses);
    }

    private AddressRefusal? CheckPurpose(IPAddress address)
    {
        var refusal = SpecialPurposeRegistry.Find(address) is { } range
            ? range.Kind.Refuse(range.Source)
            : NotGlobal(address);
        return refusal switch
        {
            null => null,
            { Code: AddressRefusalCode.Loopback } when options.AllowLoopback => null,
            _ when refusal.Code.Info().CanBeAllowed && IsIn(options.AllowNetworks, address) => null,
            _ => refusal,
        };
    }

    private static AddressRefusal? NotGlobal(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address)
            ? AddressRefusalCode.NotGlobal.Refuse("RFC 4291 section 2.4")
            : null;

    private AddressRefusal? CheckOwn(IPAddress address, IEnumerable<IPAddress> ownAddresses) =>
        IsIn(options.OwnNetworks, address) || (!options.AllowLoopback && ownAddresses.Contains(address))
            ? AddressRefusalCode.OwnAddress.Refuse()
            : null;

    private static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
