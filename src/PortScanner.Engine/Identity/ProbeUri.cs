using System.Text;

namespace PortScanner.Engine.Identity;

/// <summary>
/// The URI by which whoever finds a probe learns what it is and whom to ask (RFC 9511). It stands in what has room for it: an octet of zero,
/// unless the payload begins with it, the URI, and an octet of zero (section 4).
/// </summary>
internal static class ProbeUri
{
    /// <summary>The longest one, in characters: it must not make any packet larger than any path bears.</summary>
    public const int MaximumLength = 200;

    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeMailto, "tel"];

    /// <summary>Reads the setting <c>Engine:ProbeDescription</c>.</summary>
    /// <returns>The URI in ASCII; empty for none.</returns>
    public static ReadOnlyMemory<byte> Read(string? text, ICollection<string> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        if (text.Length > MaximumLength || !Ascii.IsValid(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme, StringComparer.Ordinal))
        {
            errors.Add($"Engine:ProbeDescription is \"{text}\"; allowed is a URI of https:, mailto: or tel: in ASCII, of at most {MaximumLength} characters, such as https://example.org/.well-known/probing.txt.");
            return default;
        }

        return Encoding.ASCII.GetBytes(text);
    }

    /// <summary>Writes it into a payload.</summary>
    /// <param name="uri">The URI; empty leaves the payload as it is.</param>
    /// <param name="payload">The payload, and the room behind it.</param>
    /// <param name="offset">From where on the payload means nothing to who reads it.</param>
    /// <param name="length">The payload's length.</param>
    /// <returns>The payload's length, which grows where it must.</returns>
    public static int Write(ReadOnlySpan<byte> uri, Span<byte> payload, int offset, int length)
    {
        if (uri.IsEmpty)
        {
            return length;
        }

        var end = offset;
        if (offset > 0)
        {
            payload[end++] = 0;
        }

        uri.CopyTo(payload[end..]);
        end += uri.Length;
        payload[end++] = 0;
        return Math.Max(length, end);
    }
}
