using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// 1 byte     1 byte    2 bytes                1 byte  2 bytes
// +---------+---------+---------------------+------+--------+-------
// | version | command | length of what comes | type | length | value ...
// +---------+---------+---------------------+------+--------+-------

/// <summary>
/// The search for Ubiquiti's devices, version 1. The vendor has published no specification; request and answer are those that public
/// clients and reports on their abuse agree on. Nothing is echoed, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "search of version 1",
    Reply = "answer of version 1 that facts fill exactly",
    Source = "public clients; no specification")]
internal sealed class UbiquitiProbe : IUdpProbe
{
    private const byte Version1 = 1;
    private const byte Discovery = 0;

    public ProbeKind Kind => ProbeKind.Ubiquiti;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Version1);
        message.WriteByte(Discovery);
        message.WriteUInt16(0);
        return message.Length;
    }

    /// <summary>One fact or more, which fill the answer exactly.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        if (!message.Expects(Version1) || !message.Expects(Discovery) || !message.TryReadUInt16(out ushort length)
            || length == 0 || message.Rest.Length != length)
        {
            return false;
        }

        while (message.TrySkip(1) && message.TryReadUInt16(out ushort factLength) && message.TrySkip(factLength))
        {
            if (message.IsAtEnd)
            {
                return true;
            }
        }

        return false;
    }
}
