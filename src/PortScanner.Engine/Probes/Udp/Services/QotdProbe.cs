using System.Buffers;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// Asks for the quote of the day (RFC 865), which any datagram does. The quote is whatever its owner likes, so what is taken for one is
/// prose: other services' text answers, of which many answer anything too, begin with numbers or brackets. Nothing is echoed.
/// </summary>
[UdpProbe(
    Request = "one byte",
    Reply = "printable words of 12 to 512 characters, no number or bracket on the first line",
    Source = "RFC 865")]
internal sealed class QotdProbe : IUdpProbe
{
    private const int ShortestQuote = 12;
    private const int LongestQuote = 512;

    private static readonly SearchValues<byte> NumbersAndBrackets = SearchValues.Create("0123456789<>{}"u8);

    public ProbeKind Kind => ProbeKind.Qotd;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte((byte)'\n');
        return message.Length;
    }

    /// <summary>Printable text of words, without a number or a bracket on its first line.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        int end = reply.IndexOfAny("\r\n"u8);
        var firstLine = end < 0 ? reply : reply[..end];
        return reply.Length is >= ShortestQuote and <= LongestQuote
            && IsText(reply)
            && firstLine.Contains((byte)' ')
            && !firstLine.ContainsAny(NumbersAndBrackets);
    }

    private static bool IsText(ReadOnlySpan<byte> text)
    {
        bool hasLetter = false;
        foreach (byte character in text)
        {
            if (character is not ((>= (byte)' ' and <= (byte)'~') or (byte)'\r' or (byte)'\n' or (byte)'\t'))
            {
                return false;
            }

            hasLetter |= char.IsAsciiLetter((char)character);
        }

        return hasLetter;
    }
}
