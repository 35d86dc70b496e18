using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>Tells which of <see cref="AddressPolicyOptions.AllowNetworks"/> mean nothing: whoever wrote one counts on something that is not so.</summary>
public static class AllowedNetworks
{
    // A visitor's link-local address comes with its link, and is refused for that.
    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("fe80::/10");

    /// <summary>Looks for an address that may be tested because of a network, and might not without it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">What the operator decided besides.</param>
    /// <returns>Why there is none, as the end of a sentence; null if there is one.</returns>
    public static string? WhyMeaningless(IPNetwork network, AddressPolicyOptions options)
    {
        IPNetwork[] refused = [.. options.DenyNetworks, .. options.OptOutNetworks, .. options.OwnNetworks, LinkLocal];
        var policy = new AddressPolicy(new AddressPolicyOptions());
        var lifts = false;
        var isMeant = Any(network, [.. refused, .. SpecialPurposeRegistry.All.Select(range => range.Network), AddressPolicy.GlobalUnicast], part =>
        {
            if (policy.Check(part.BaseAddress, [])?.Code.Info().CanBeAllowed != true)
            {
                return false;
            }

            lifts = true;
            return !Array.Exists(refused, other => other.Contains(part.BaseAddress));
        });
        return isMeant ? null
            : lifts ? "is refused all the same, by Admission:DenyNetworks, Admission:OptOutFile, Engine:SourcePrefix, Forwarding:Proxies or Cluster:OwnNetworks, or because it is of one link only."
            : policy.Check(network.BaseAddress, []) is null ? "has ordinary addresses alone, which may be tested anyway; it does not keep others from being tested."
            : "can never be allowed, since it leads to somebody else, to nobody, or to this machine.";
    }

    // Cuts a network along the borders in it, until each part is all of one kind.
    private static bool Any(IPNetwork network, IPNetwork[] borders, Predicate<IPNetwork> holds)
    {
        var within = Array.FindAll(borders, border => border.PrefixLength > network.PrefixLength && IsOfFamily(border, network) && network.Contains(border.BaseAddress));
        if (within.Length == 0)
        {
            return holds(network);
        }

        var length = network.PrefixLength + 1;
        var second = network.BaseAddress.GetAddressBytes();
        second[(length - 1) / 8] |= (byte)(0x80 >> ((length - 1) % 8));
        return Any(new IPNetwork(network.BaseAddress, length), within, holds) || Any(new IPNetwork(new IPAddress(second), length), within, holds);
    }

    // IPNetwork.Contains unmaps IPv4-mapped addresses by itself.
    private static bool IsOfFamily(IPNetwork one, IPNetwork other) => one.BaseAddress.AddressFamily == other.BaseAddress.AddressFamily;
}
