using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PortScanner.Core.Addresses;

/// <summary>Reads networks from configuration, written as <c>192.168.0.0/16</c> or <c>fd00::/8</c>.</summary>
public static class CidrNetworks
{
    private const string Allowed = "Write an address, a slash and a prefix length, such as 192.168.0.0/16 or fd00::/8.";

    /// <summary>Reads all entries of a setting.</summary>
    /// <param name="setting">The setting's name, for the errors.</param>
    /// <param name="entries">The entries; white space around one is ignored.</param>
    /// <param name="errors">Where a sentence is added for each entry that is wrong, naming it and what is allowed.</param>
    /// <returns>The networks of the entries that are right, in their order.</returns>
    public static IReadOnlyList<IPNetwork> Parse(string setting, IEnumerable<string> entries, ICollection<string> errors)
    {
        var networks = new List<IPNetwork>();
        foreach (var entry in entries)
        {
            if (Parse(entry.Trim(), out var network) is { } complaint)
            {
                errors.Add($"{setting}: \"{entry}\" {complaint}");
            }
            else
            {
                networks.Add(network);
            }
        }

        return networks;
    }

    /// <summary>Clears the bits of an address that are not its network's.</summary>
    /// <param name="address">The bytes of the address.</param>
    /// <param name="prefixLength">How many of its bits are the network's.</param>
    public static void ClearHostBits(Span<byte> address, int prefixLength)
    {
        for (var i = 0; i < address.Length; i++)
        {
            address[i] &= (byte)(0xFF << (8 - Math.Clamp(prefixLength - (i * 8), 0, 8)));
        }
    }

    /// <returns>What is wrong with <paramref name="entry"/>, as the rest of a sentence; null if nothing is.</returns>
    internal static string? Parse(string entry, out IPNetwork network)
    {
        network = default;
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return $"has no prefix length; a single address is written with /32 (IPv4) or /128 (IPv6). {Allowed}";
        }

        // IPAddress reads 010.0.0.0 as octal and 10 as 0.0.0.10; whoever wrote that meant something else.
        var text = entry.AsSpan(0, slash);
        if (!IPAddress.TryParse(text, out var address)
            || text.ContainsAny("%[]")
            || (address.AddressFamily == AddressFamily.InterNetwork && !text.SequenceEqual(address.ToString())))
        {
            return $"does not begin with an IPv4 or IPv6 address. {Allowed}";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return $"is an IPv4 network in IPv6 form; write it as IPv4, since addresses are unmapped before they are compared. {Allowed}";
        }

        var longest = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (!byte.TryParse(entry.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > longest)
        {
            return $"needs a prefix length from 0 to {longest} after the slash. {Allowed}";
        }

        var baseAddress = BaseAddress(address, length);
        if (!baseAddress.Equals(address))
        {
            return $"has bits set beyond its prefix; did you mean {baseAddress}/{length}, or {address}/{longest} for the one address?";
        }

        network = new IPNetwork(address, length);
        return null;
    }

    private static IPAddress BaseAddress(IPAddress address, int prefixLength)
    {
        var bytes = address.GetAddressBytes();
        ClearHostBits(bytes, prefixLength);
        return new IPAddress(bytes);
    }
}
