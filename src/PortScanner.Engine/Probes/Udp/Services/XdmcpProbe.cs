using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// 2 bytes     2 bytes   2 bytes
// +---------+---------+---------------------+---------------
// |    1    | opcode  | length of what comes | arrays: 2 bytes of length, then bytes
// +---------+---------+---------------------+---------------

/// <summary>
/// An XDMCP Query (X Display Manager Control Protocol 1.1, section "Packet formats") without a name of an authentication. It asks
/// whether a login screen would be offered, and begins no session. Nothing is echoed, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "query without a name of an authentication",
    Reply = "willing or unwilling, with its names in their syntax",
    Source = "X Display Manager Control Protocol 1.1")]
internal sealed class XdmcpProbe : IUdpProbe
{
    private const ushort Version = 1;
    private const ushort Query = 2;
    private const ushort Willing = 5;
    private const ushort Unwilling = 6;

    public ProbeKind Kind => ProbeKind.Xdmcp;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(Version);
        message.WriteUInt16(Query);
        message.WriteUInt16(1);
        message.WriteByte(0);
        return message.Length;
    }

    /// <summary>Willing, with authentication, host name and status, or Unwilling, with host name and status.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(Version)
            && message.TryReadUInt16(out ushort opcode)
            && message.TryReadUInt16(out ushort length)
            && message.Rest.Length == length
            && opcode switch
            {
                Willing => IsArrays(ref message, 3),
                Unwilling => IsArrays(ref message, 2),
                _ => false,
            };
    }

    private static bool IsArrays(ref SpanReader message, int count)
    {
        while (count > 0 && message.TryReadUInt16(out ushort length) && message.TrySkip(length))
        {
            count--;
        }

        return count == 0 && message.IsAtEnd;
    }
}
