using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp;

// SEQUENCE {
//   version     INTEGER                      0 is SNMPv1, 1 is SNMPv2c
//   community   OCTET STRING                 "public"
//   data        [0] GetRequest, answered by [2] Response {
//     request-id        INTEGER              ours, random
//     error-status      INTEGER
//     error-index       INTEGER
//     variable-bindings SEQUENCE OF SEQUENCE { name OBJECT IDENTIFIER, value } } }

/// <summary>
/// The GetRequest that SNMPv1 (RFC 1157 section 4.1.2) and SNMPv2c (RFC 1901 section 3, RFC 3416 section 4.2.1) share. It asks for
/// sysUpTime.0, which every agent has (RFC 3418) and which is a few bytes long and tells nothing about the owner.
/// </summary>
/// <remarks>
/// Both versions ask as <c>public</c>. An agent is silent towards a community that it does not know, and <c>public</c> is the read
/// community that devices are shipped with; <c>private</c> is by custom the one that may write, so trying it would be guessing a
/// password rather than asking whether the service is there.
/// </remarks>
internal static class SnmpGet
{
    public const int Version1 = 0;
    public const int Version2C = 1;

    private const byte GetRequest = 0xA0;
    private const byte Response = 0xA2;

    /// <summary>1.3.6.1.2.1.1.3.0, its first two numbers in one octet (X.690 section 8.19).</summary>
    private static ReadOnlySpan<byte> SysUpTime => [0x2B, 6, 1, 2, 1, 1, 3, 0];

    public static int Write(int version, ProbeNonce nonce, Span<byte> payload)
    {
        var message = new BerWriter(payload);
        int whole = message.Begin(BerTag.Sequence);
        message.WriteInteger(version);
        message.Write(BerTag.OctetString, "public"u8);
        int request = message.Begin(GetRequest);
        message.WriteInteger(BerInteger.OfFourOctets(nonce.First32Bits));
        message.WriteInteger(0);
        message.WriteInteger(0);
        int bindings = message.Begin(BerTag.Sequence);
        int binding = message.Begin(BerTag.Sequence);
        message.Write(BerTag.ObjectIdentifier, SysUpTime);
        message.Write(BerTag.Null, []);
        message.End(binding);
        message.End(bindings);
        message.End(request);
        message.End(whole);
        return message.Length;
    }

    /// <summary>A Response of the same version with our request-id; any error-status, since an error answers too.</summary>
    public static bool Recognises(int version, ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        new BerReader(reply).TryEnter(BerTag.Sequence, out var message)
        && message.ExpectsInteger(version)
        && message.TryRead(BerTag.OctetString, out _)
        && message.TryEnter(Response, out var response)
        && response.ExpectsInteger(BerInteger.OfFourOctets(nonce.First32Bits))
        && response.TryReadInteger(out _)
        && response.TryReadInteger(out _)
        && response.TryRead(BerTag.Sequence, out _);
}
