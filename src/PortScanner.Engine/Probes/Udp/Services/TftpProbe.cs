using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  2 bytes     string    1 byte   string   1 byte
// +--------+------------+--------+--------+--------+
// | RRQ 1  |  file name |   0    |  mode  |   0    |
// +--------+------------+--------+--------+--------+
//  2 bytes     2 bytes      n bytes
// +--------+------------+--------------+
// | DATA 3 |   block    |     data     |
// +--------+------------+--------------+
//  2 bytes     2 bytes     string    1 byte
// +--------+------------+-----------+--------+
// | ERROR 5| error code |  message  |   0    |
// +--------+------------+-----------+--------+

/// <summary>
/// A TFTP read request (RFC 1350 section 5) for a file whose random name no server has, so that the answer is a short error and no
/// file is sent. The protocol echoes nothing: an answer is known by its syntax, and it comes from a port of its own, which a server
/// chooses for each transfer (RFC 1350 section 4).
/// </summary>
[UdpProbe(
    Request = "read request for a random file name, mode octet",
    Reply = "error 0 to 8 with its message; data block 1; option acknowledgment",
    Source = "RFC 1350 sections 4 and 5, RFC 2347")]
internal sealed class TftpProbe : IUdpProbe
{
    private const ushort ReadRequest = 1;
    private const ushort Data = 3;
    private const ushort Error = 5;
    private const ushort OptionAcknowledgment = 6;
    private const int LargestBlock = 512;

    /// <summary>"Option negotiation failed" (RFC 2347), the last code that was given out.</summary>
    private const ushort LastErrorCode = 8;

    public ProbeKind Kind => ProbeKind.Tftp;

    public bool MayAnswerFromAnotherPort => true;

    public bool NeedsOwnSourcePort => true;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(ReadRequest);
        message.WriteHex(nonce.First32Bits);
        message.WriteBytes("\0octet\0"u8);
        return message.Length;
    }

    /// <summary>An ERROR, the first DATA block, or an option acknowledgment, each in its syntax.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.TryReadUInt16(out ushort opcode) && opcode switch
        {
            Error => message.TryReadUInt16(out ushort code) && code <= LastErrorCode && IsOneString(message.Rest),
            Data => message.Expects((ushort)1) && message.Rest.Length <= LargestBlock,
            OptionAcknowledgment => IsPairsOfStrings(message.Rest),
            _ => false,
        };
    }

    private static bool IsOneString(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOf((byte)0) == text.Length - 1;

    /// <summary>Option names and their values, each ended by a zero byte (RFC 2347).</summary>
    private static bool IsPairsOfStrings(ReadOnlySpan<byte> options)
    {
        int strings = 0;
        while (!options.IsEmpty)
        {
            int end = options.IndexOf((byte)0);
            if (end <= 0)
            {
                return false;
            }

            options = options[(end + 1)..];
            strings++;
        }

        return strings > 0 && strings % 2 == 0;
    }
}
