using PortScanner.Core.Results;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Probes.Icmp;

/// <summary>
/// ICMP messages that quote a packet and say nothing of where it went: that another router is nearer, or that fewer should come. They decide
/// nothing, and are told as remarks.
/// </summary>
public static class IcmpNotices
{
    // RFC 792; source quench is deprecated (RFC 6633), and some devices still send it.
    private const byte SourceQuench = 4;
    private const byte Redirect = 5;

    // RFC 4861 section 4.5: two addresses, then options.
    private const byte RedirectV6 = 137;
    private const int RedirectV6Addresses = 32;

    // RFC 4861 section 4.6: a type, a length in units of eight bytes; of the redirected header (section 4.6.3) six more stand before the packet.
    private const byte RedirectedHeader = 4;
    private const int OptionUnit = 8;
    private const int RedirectedPacket = 8;

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isIpv6">Whether it is ICMPv6.</param>
    /// <param name="quoted">The packet that it is about, as far as it is quoted; empty if it quotes none.</param>
    /// <returns>What it says; <see cref="Remarks.None"/> if it is no such message.</returns>
    public static Remarks Read(in IcmpMessage message, bool isIpv6, out ReadOnlySpan<byte> quoted)
    {
        quoted = isIpv6 ? RedirectedIn(message.Body) : message.Body;
        return (message.Type, isIpv6) switch
        {
            (SourceQuench, false) => Remarks.SourceQuenched,
            (Redirect, false) or (RedirectV6, true) => Remarks.Redirected,
            _ => Remarks.None,
        };
    }

    private static ReadOnlySpan<byte> RedirectedIn(ReadOnlySpan<byte> body)
    {
        var options = body[Math.Min(body.Length, RedirectV6Addresses)..];
        while (options.Length >= OptionUnit)
        {
            var length = Math.Min(options[1] * OptionUnit, options.Length);
            if (length == 0)
            {
                break;
            }

            if (options[0] == RedirectedHeader)
            {
                return options[RedirectedPacket..length];
            }

            options = options[length..];
        }

        return [];
    }
}
