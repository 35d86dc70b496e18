using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Ports;

namespace PortScanner.Core.Payloads;

/// <summary>
/// UDP payloads in the notation of nmap's <c>nmap-payloads</c>, which masscan takes too: <c>udp</c>, ports, the payload in one or more
/// quoted strings with C's escapes, and perhaps <c>source</c> with a port; comments from <c>#</c> to the end of the line.
/// </summary>
public static class PayloadFile
{
    /// <summary>The longest file, in characters: fifty times nmap's own.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text, each byte of the file a character (ISO 8859-1), so that a string holds the bytes that were written.</param>
    /// <param name="payloads">The payloads.</param>
    /// <param name="errors">All that is wrong; at least one error if there are no payloads.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out UdpPayloads? payloads, out IReadOnlyList<PayloadFileError> errors)
    {
        var parser = new PayloadFileParser();
        payloads = parser.Read(text);
        errors = parser.Errors;
        return payloads is not null;
    }

    /// <summary>Takes payloads that were captured, under the same limits as those of a file's text.</summary>
    /// <param name="captured">The payloads, in the order of the capture.</param>
    /// <param name="payloads">The payloads.</param>
    /// <param name="errors">All that is wrong; at least one error if there are no payloads.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryTake(IEnumerable<CapturedPayload> captured, [NotNullWhen(true)] out UdpPayloads? payloads, out IReadOnlyList<PayloadFileError> errors)
    {
        // A client asks the same again and again.
        List<UdpPayloadEntry> entries =
        [
            .. captured.DistinctBy(known => (known.Port, Convert.ToHexString(known.Payload.Span)))
                .Select(known => new UdpPayloadEntry(known.Packet, PortSet.From([known.Port]), known.Payload, HasSource: false)),
        ];
        var taken = new UdpPayloads(entries);
        errors = [.. PayloadLimits.Check(entries, taken, PayloadFileError.Packet)];
        payloads = errors.Count == 0 ? taken : null;
        return payloads is not null;
    }
}
