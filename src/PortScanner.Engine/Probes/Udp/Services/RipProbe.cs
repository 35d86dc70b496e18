using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---------------+---------------+-------------------------------+
// |    Command    |    Version    |         must be zero          |
// +---------------+---------------+-------------------------------+
// |        Address family         |           Route tag           |
// +-------------------------------+-------------------------------+
// |  Address, subnet mask, next hop, metric: 4 bytes each         |
// +---------------------------------------------------------------+

/// <summary>
/// A RIP version 2 request for the whole table (RFC 2453 sections 3.9.1 and 4): one entry of no family and metric 16. RIP is IPv4's; IPv6
/// has <see cref="RipNgProbe"/>. Nothing is echoed, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "request for the whole table, version 2",
    Reply = "response of version 2 with 1 to 25 entries, all of them valid",
    Source = "RFC 2453 sections 3.9 and 4")]
internal sealed class RipProbe : IUdpProbe
{
    private const byte Request = 1;
    private const byte Response = 2;
    private const byte Version2 = 2;
    private const byte Infinity = 16;
    private const ushort InternetFamily = 2;
    private const ushort AuthenticationFamily = 0xFFFF;
    private const int EntryLength = 20;
    private const int MostEntries = 25;

    public ProbeKind Kind => ProbeKind.Rip;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Request);
        message.WriteByte(Version2);
        message.WriteUInt16(0);
        message.WriteZeros(EntryLength - 1);
        message.WriteByte(Infinity);
        return message.Length;
    }

    /// <summary>A response of version 2 with 1 to 25 entries, all of them valid.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        if (!message.Expects(Response)
            || !message.Expects(Version2)
            || !message.TrySkip(sizeof(ushort))
            || message.Rest.Length is 0 or > MostEntries * EntryLength)
        {
            return false;
        }

        while (!message.IsAtEnd)
        {
            if (!IsEntry(ref message))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A route, or the authentication that may stand in the place of the first (RFC 2453 section 4.1).</summary>
    private static bool IsEntry(ref SpanReader message) =>
        message.TryReadUInt16(out ushort family)
        && message.TrySkip(EntryLength - sizeof(ushort) - sizeof(uint))
        && message.TryReadUInt32(out uint metric)
        && (family == AuthenticationFamily || (family == InternetFamily && metric is > 0 and <= Infinity));
}
