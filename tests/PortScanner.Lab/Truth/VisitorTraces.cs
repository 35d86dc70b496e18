using System.Net;
using System.Text;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Truth;

/// <summary>Every form in which the visitor's address, or a port that was scanned, could have been written down.</summary>
internal static class VisitorTraces
{
    /// <summary>A port that nothing else in the lab would mention.</summary>
    public const int UnusualPort = 47113;

    /// <summary>The forms found in text; empty if there are none.</summary>
    public static IReadOnlyList<string> FoundIn(string text) => [.. TextForms().Where(form => text.Contains(form, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The forms of the address found in bytes, as text or packed; empty if there are none.</summary>
    public static IReadOnlyList<string> FoundIn(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var form in AddressForms())
        {
            if (bytes.IndexOf(Encoding.ASCII.GetBytes(form)) >= 0)
            {
                found.Add(form);
            }
        }

        foreach (var address in Addresses)
        {
            if (bytes.IndexOf(address.GetAddressBytes()) >= 0)
            {
                found.Add($"{address}, packed");
            }
        }

        return found;
    }

    private static readonly IPAddress[] Addresses = [Side.V4.Client, Side.V6.Client];

    private static IEnumerable<string> TextForms() => AddressForms().Append(UnusualPort.ToString());

    private static IEnumerable<string> AddressForms() => Addresses
        .SelectMany(address => (string[])[address.ToString(), Convert.ToHexString(address.GetAddressBytes())])
        .Append("2001:0db8:0002:0000:0000:0000:0000:0002");
}
