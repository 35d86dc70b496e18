using System.Buffers.Binary;
using System.Net;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// Reads an address as a proxy writes one: a dotted quad of four decimal numbers, or the eight groups of RFC 4291 section 2.2, forms 1 and 2.
/// </summary>
/// <remarks>
/// The framework's own parser is made for people: it takes 010.0.0.1 for 8.0.0.1, 16909060 for 1.2.3.4 and 2001:db8::7:4711, which was meant
/// as an address and a port, for another host. Here whatever has a second meaning is refused.
/// </remarks>
internal static class CanonicalAddress
{
    private const int Groups = 8;
    private const int IPv6Bytes = 16;

    /// <summary>Reads a text that must hold an address and nothing else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address, if the result is <see cref="AddressFault.None"/>.</param>
    /// <returns>What is wrong.</returns>
    public static AddressFault Read(ReadOnlySpan<char> text, out IPAddress? address)
    {
        address = null;
        if (General(text) is not AddressFault.None and var fault)
        {
            return fault;
        }

        return text.Contains(':') ? ReadIPv6(text, ref address) : ReadIPv4(text, ref address);
    }

    // What is wrong with either family is told first, since that helps more than that it is no address.
    private static AddressFault General(ReadOnlySpan<char> text) => text switch
    {
        [] => AddressFault.Empty,
        _ when text.Contains(',') => AddressFault.List,
        _ when text.ContainsAny(' ', '\t') => AddressFault.Space,
        _ when text.ContainsAny('[', ']') => AddressFault.Port,
        _ when text.Contains('%') => AddressFault.Zone,
        _ when text.Contains('.') && text.Count(':') == 1 => AddressFault.Port,
        _ => AddressFault.None,
    };

    private static AddressFault ReadIPv4(ReadOnlySpan<char> text, ref IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < bytes.Length; i++)
        {
            var end = i == bytes.Length - 1 ? text.Length : text.IndexOf('.');
            if (end is < 1 or > 3 || text[..end].ContainsAnyExceptInRange('0', '9'))
            {
                return AddressFault.NotAnAddress;
            }

            if (end > 1 && text[0] == '0')
            {
                return AddressFault.LeadingZero;
            }

            var value = 0;
            foreach (var digit in text[..end])
            {
                value = (value * 10) + (digit - '0');
            }

            if (value > byte.MaxValue)
            {
                return AddressFault.NotAnAddress;
            }

            bytes[i] = (byte)value;
            text = text[Math.Min(end + 1, text.Length)..];
        }

        address = new IPAddress(bytes);
        return AddressFault.None;
    }

    private static AddressFault ReadIPv6(ReadOnlySpan<char> text, ref IPAddress? address)
    {
        // The form with a dotted quad at the end (RFC 4291 section 2.2, form 3) is for addresses that embed another.
        if (text.Contains('.'))
        {
            return AddressFault.Mapped;
        }

        var gap = text.IndexOf("::", StringComparison.Ordinal);
        Span<byte> bytes = stackalloc byte[IPv6Bytes];
        bytes.Clear();
        if (gap < 0)
        {
            if (!TryReadGroups(text, bytes, out var all) || all != Groups)
            {
                return AddressFault.NotAnAddress;
            }
        }
        else
        {
            // "::" stands for one group of zeros or more, once.
            Span<byte> tail = stackalloc byte[IPv6Bytes];
            if (!TryReadGroups(text[..gap], bytes, out var before) || !TryReadGroups(text[(gap + 2)..], tail, out var after) || before + after >= Groups)
            {
                return AddressFault.NotAnAddress;
            }

            tail[..(after * 2)].CopyTo(bytes[^(after * 2)..]);
        }

        var read = new IPAddress(bytes);
        if (read.IsIPv4MappedToIPv6)
        {
            return AddressFault.Mapped;
        }

        address = read;
        return AddressFault.None;
    }

    // One to four hexadecimal digits, a colon, and so on; nothing at all is no group.
    private static bool TryReadGroups(ReadOnlySpan<char> text, Span<byte> bytes, out int count)
    {
        count = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf(':') is >= 0 and var colon ? colon : text.Length;
            if (end is < 1 or > 4 || count == Groups)
            {
                return false;
            }

            var value = 0;
            foreach (var digit in text[..end])
            {
                if (!char.IsAsciiHexDigit(digit))
                {
                    return false;
                }

                value = (value << 4) | (char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
            }

            BinaryPrimitives.WriteUInt16BigEndian(bytes[(count * 2)..], (ushort)value);
            count++;
            if (end == text.Length)
            {
                return true;
            }

            // A colon that nothing follows leaves an empty group.
            text = text[(end + 1)..];
            if (text.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }
}
