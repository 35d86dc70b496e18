using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// Asks for characters (RFC 864), which any datagram does. Nothing is echoed, so an answer is known by its pattern: in a line each
/// character is the one that follows in ASCII, the first after the last.
/// </summary>
[UdpProbe(
    Request = "one byte",
    Reply = "16 characters or more that follow each other in ASCII",
    Source = "RFC 864")]
internal sealed class ChargenProbe : IUdpProbe
{
    private const byte FirstCharacter = (byte)' ';
    private const byte LastCharacter = (byte)'~';

    /// <summary>That many characters in a row do not follow each other by chance.</summary>
    private const int ShortestRun = 16;

    public ProbeKind Kind => ProbeKind.Chargen;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte((byte)'\n');
        return message.Length;
    }

    /// <summary>Begins with characters of which each follows the one before.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        if (reply.Length < ShortestRun)
        {
            return false;
        }

        for (int index = 1; index < ShortestRun; index++)
        {
            if (!Follows(reply[index - 1], reply[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether one character follows the other; some generators leave the space out and begin again at the exclamation mark.</summary>
    private static bool Follows(byte before, byte character) => before == LastCharacter
        ? character is FirstCharacter or FirstCharacter + 1
        : character == before + 1 && character is > FirstCharacter and <= LastCharacter;
}
