using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// 4 bytes         4 bytes   8 bytes    4 bytes         4 bytes  4 bytes         4 bytes  as long as said
// +---------------+--------+----------+---------------+--------+---------------+--------+--------+
// | header length | "DHIP" |    0     |  JSON length  |   0    |  JSON length  |   0    |  JSON  |
// +---------------+--------+----------+---------------+--------+---------------+--------+--------+
// Numbers are little-endian.

/// <summary>
/// The search of Dahua's cameras and recorders, which many other brands sell. The vendor has published no specification; the layout is
/// the one that public clients agree on, which get no answer to less than this. Nothing is echoed, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "JSON search behind a header of 32 bytes",
    Reply = "the same header, and a JSON object that describes a device",
    Source = "public clients; no specification")]
internal sealed class DhipProbe : IUdpProbe
{
    private const byte HeaderLength = 32;
    private const int ReservedLength = 8;

    private static ReadOnlySpan<byte> Search => "{\"method\":\"DHDiscover.search\",\"params\":{\"mac\":\"\",\"uni\":1}}"u8;

    private static ReadOnlySpan<byte> LengthAndName => [HeaderLength, 0, 0, 0, (byte)'D', (byte)'H', (byte)'I', (byte)'P'];

    public ProbeKind Kind => ProbeKind.Dhip;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteBytes(LengthAndName);
        message.WriteZeros(ReservedLength);
        WriteSearchLength(ref message);
        WriteSearchLength(ref message);
        message.WriteBytes(Search);
        return message.Length;
    }

    /// <summary>The header, and behind it a JSON object that describes a device.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        reply.Length > HeaderLength
        && reply.StartsWith(LengthAndName)
        && reply[HeaderLength] == '{'
        && reply[HeaderLength..].IndexOf("\"deviceInfo\""u8) > 0;

    private static void WriteSearchLength(ref SpanWriter message)
    {
        message.WriteByte((byte)Search.Length);
        message.WriteZeros(7);
    }
}
