using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// 1 byte  1 byte     2 bytes    1 byte     1 byte    if any               1 byte  ...      1 byte
// +------+----------+--------+-----------+---------+--------------------+------+--------+-----------+----
// | 0x81 | function | length | version 1 | control | network addresses  | type | (size) | invoke ID | ...
// +------+----------+--------+-----------+---------+--------------------+------+--------+-----------+----

/// <summary>
/// A BACnet/IP ReadProperty request (ANSI/ASHRAE 135 clauses 15.5, 20.1.2 and annex J) for the identifier of the device, whatever its number
/// is: the shortest property, which every device has. The invoke ID of one byte is all that is echoed.
/// </summary>
[UdpProbe(
    Request = "ReadProperty of the device identifier of any device, random invoke ID",
    Reply = "acknowledgment, error, reject or abort of our invoke ID",
    Source = "ANSI/ASHRAE 135 clause 20.1 and annex J")]
internal sealed class BacnetProbe : IUdpProbe
{
    private const byte BacnetIp = 0x81;
    private const byte OriginalUnicast = 0x0A;
    private const byte NetworkVersion1 = 1;
    private const byte ExpectsReply = 0x04;
    private const byte ConfirmedRequest = 0x00;
    private const byte UpTo1476Bytes = 0x05;
    private const byte ReadProperty = 12;
    private const ushort RequestLength = 17;

    /// <summary>Bits of the network control octet (clause 6.2.2).</summary>
    private const byte NetworkMessage = 0x80;
    private const byte HasDestination = 0x20;
    private const byte HasSource = 0x08;

    /// <summary>Context tag 0: object device of instance 4194303, which stands for any; context tag 1: property object-identifier.</summary>
    private static ReadOnlySpan<byte> AnyDevicesIdentifier => [0x0C, 0x02, 0x3F, 0xFF, 0xFF, 0x19, 75];

    public ProbeKind Kind => ProbeKind.Bacnet;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(BacnetIp);
        message.WriteByte(OriginalUnicast);
        message.WriteUInt16(RequestLength);
        message.WriteByte(NetworkVersion1);
        message.WriteByte(ExpectsReply);
        message.WriteByte(ConfirmedRequest);
        message.WriteByte(UpTo1476Bytes);
        message.WriteByte(InvokeId(nonce));
        message.WriteByte(ReadProperty);
        message.WriteBytes(AnyDevicesIdentifier);
        return message.Length;
    }

    /// <summary>An acknowledgment, an error, a reject or an abort of our invoke ID.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        const byte complexAcknowledgment = 3;
        const byte error = 5;
        const byte reject = 6;
        const byte abort = 7;
        var message = new SpanReader(reply);
        return message.Expects(BacnetIp)
            && message.Expects(OriginalUnicast)
            && message.Expects((ushort)reply.Length)
            && message.Expects(NetworkVersion1)
            && message.TryReadByte(out byte control)
            && SkipAddresses(control, ref message)
            && message.TryReadByte(out byte type)
            && message.Expects(InvokeId(nonce))
            && (type >> 4) switch
            {
                complexAcknowledgment or error => message.Expects(ReadProperty) && !message.IsAtEnd,
                reject or abort => message.TrySkip(1),
                _ => false,
            };
    }

    /// <summary>A router on the way adds where the message came from or goes to, and then a hop count.</summary>
    private static bool SkipAddresses(byte control, ref SpanReader message) =>
        (control & NetworkMessage) == 0
        && ((control & HasDestination) == 0 || SkipAddress(ref message))
        && ((control & HasSource) == 0 || SkipAddress(ref message))
        && ((control & HasDestination) == 0 || message.TrySkip(1));

    private static bool SkipAddress(ref SpanReader message) =>
        message.TrySkip(sizeof(ushort)) && message.TryReadByte(out byte length) && message.TrySkip(length);

    private static byte InvokeId(ProbeNonce nonce) => (byte)nonce.First16Bits;
}
