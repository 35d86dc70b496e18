using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// Version 1 (section 2.1): a line of text with single spaces between its parts, and CR LF at its end.
/// <code>
/// PROXY TCP4 192.0.2.1 198.51.100.1 56324 443
/// PROXY TCP6 2001:db8::1 2001:db8::2 56324 443
/// PROXY UNKNOWN whatever
/// </code>
/// </summary>
internal static class ProxyHeaderV1
{
    /// <summary>What it begins with.</summary>
    public const byte FirstByte = (byte)'P';

    // "The maximum line length the receiver must support including the CRLF"
    private const int LongestLine = 107;

    /// <summary>Reads a header.</summary>
    /// <param name="data">The bytes that came so far.</param>
    /// <param name="header">The header, if the result is <see cref="ProxyHeaderStatus.Read"/>.</param>
    /// <param name="length">How many bytes it has.</param>
    public static ProxyHeaderStatus Read(ReadOnlySpan<byte> data, out ProxyHeader? header, out int length)
    {
        header = null;
        length = 0;
        var prefix = "PROXY "u8;
        if (!prefix.StartsWith(data[..Math.Min(data.Length, prefix.Length)]))
        {
            return ProxyHeaderStatus.Invalid;
        }

        var end = data[..Math.Min(data.Length, LongestLine)].IndexOf("\r\n"u8);
        if (end < 0)
        {
            return data.Length >= LongestLine ? ProxyHeaderStatus.Invalid : ProxyHeaderStatus.Incomplete;
        }

        Span<char> line = stackalloc char[LongestLine];
        if (end < prefix.Length || Encoding.ASCII.GetChars(data[..end], line) != end || !TryReadParts(line[prefix.Length..end], out header))
        {
            return ProxyHeaderStatus.Invalid;
        }

        length = end + 2;
        return ProxyHeaderStatus.Read;
    }

    private static bool TryReadParts(ReadOnlySpan<char> text, out ProxyHeader? header)
    {
        header = null;

        // What stands behind UNKNOWN "must be ignored".
        if (text is "UNKNOWN" || text.StartsWith("UNKNOWN ", StringComparison.Ordinal))
        {
            header = new ProxyHeader(Source: null);
            return true;
        }

        Span<Range> parts = stackalloc Range[6];
        if (text.Split(parts, ' ') != 5 || FamilyOf(text[parts[0]]) is not { } family)
        {
            return false;
        }

        if (!IsOf(family, text[parts[1]], out var source) || !IsOf(family, text[parts[2]], out _) || !IsPort(text[parts[3]]) || !IsPort(text[parts[4]]))
        {
            return false;
        }

        header = new ProxyHeader(source, CanonicalPeer.TryReadPort(text[parts[3]], out var port) ? port : null);
        return true;
    }

    private static AddressFamily? FamilyOf(ReadOnlySpan<char> name) => name switch
    {
        "TCP4" => AddressFamily.InterNetwork,
        "TCP6" => AddressFamily.InterNetworkV6,
        _ => null,
    };

    private static bool IsOf(AddressFamily family, ReadOnlySpan<char> text, out IPAddress? address) =>
        CanonicalAddress.Read(text, out address) == AddressFault.None && address!.AddressFamily == family;

    // "in the range [0..65535]", and "no heading zero"
    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= 5
        && !text.ContainsAnyExceptInRange('0', '9')
        && (text.Length == 1 || text[0] != '0')
        && int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) <= ushort.MaxValue;
}
