using System.Globalization;
using System.Net;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// The one way to write who is at the other end of a TCP connection: an address in its canonical form, a space, and the port. A colon, as
/// between address and port elsewhere, belongs to addresses of IPv6 too. The port may be missing.
/// </summary>
internal static class CanonicalPeer
{
    private const char Separator = ' ';

    /// <summary>Reads a text that somebody else sent.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address, if the result is <see cref="AddressFault.None"/>.</param>
    /// <param name="port">The port, if there is one then.</param>
    public static AddressFault Read(ReadOnlySpan<char> text, out IPAddress? address, out ushort? port)
    {
        port = null;
        var separator = text.IndexOf(Separator);
        if (separator < 0)
        {
            return CanonicalAddress.Read(text, out address);
        }

        var fault = CanonicalAddress.Read(text[..separator], out address);
        if (fault == AddressFault.None && !TryReadPort(text[(separator + 1)..], out port))
        {
            address = null;
            fault = AddressFault.Space;
        }

        return fault;
    }

    /// <summary>Reads a port in its one form: digits, the first of which is no 0.</summary>
    public static bool TryReadPort(ReadOnlySpan<char> text, out ushort? port)
    {
        var isPort = text.Length > 0
            && text[0] != '0'
            && !text.ContainsAnyExceptInRange('0', '9')
            && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        port = isPort ? ushort.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        return isPort;
    }
}
