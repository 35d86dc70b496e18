using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// SEQUENCE {
//   messageID     INTEGER                    ours, random
//   searchRequest [APPLICATION 3] {          answered by searchResEntry [APPLICATION 4], searchResDone [APPLICATION 5]
//     baseObject OCTET STRING "", scope ENUMERATED baseObject, derefAliases ENUMERATED never, sizeLimit, timeLimit INTEGER 0,
//     typesOnly BOOLEAN FALSE, filter present [7] "objectClass", attributes SEQUENCE { OCTET STRING "1.1" } } }

/// <summary>
/// An LDAP search in UDP, as domain controllers answer it (MS-ADTS section 3.1.1.3.1.3.7), for the root of the directory, which anyone
/// may read. It asks for no attribute (<c>1.1</c>, RFC 4511 section 4.5.1.8): with all of them the answer would be some fifty times
/// longer than the request.
/// </summary>
[UdpProbe(
    Request = "search of the root for no attribute, random message ID",
    Reply = "entry, or end of the search with any result, under our message ID",
    Source = "MS-ADTS section 3.1.1.3.1.3.7, RFC 4511 section 4.5")]
internal sealed class CldapProbe : IUdpProbe
{
    private const byte SearchRequest = 0x63;
    private const byte SearchResultEntry = 0x64;
    private const byte SearchResultDone = 0x65;
    private const byte FilterPresent = 0x87;

    public ProbeKind Kind => ProbeKind.Cldap;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new BerWriter(payload);
        int whole = message.Begin(BerTag.Sequence);
        message.WriteInteger(BerInteger.OfFourOctets(nonce.First32Bits));
        int request = message.Begin(SearchRequest);
        message.Write(BerTag.OctetString, []);
        message.Write(BerTag.Enumerated, [0]);
        message.Write(BerTag.Enumerated, [0]);
        message.WriteInteger(0);
        message.WriteInteger(0);
        message.Write(BerTag.Boolean, [0]);
        message.Write(FilterPresent, "objectClass"u8);
        int attributes = message.Begin(BerTag.Sequence);
        message.Write(BerTag.OctetString, "1.1"u8);
        message.End(attributes);
        message.End(request);
        message.End(whole);
        return message.Length;
    }

    /// <summary>An entry, or the end of the search with any result, under our message ID.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        Holds(SearchResultEntry, nonce, reply) || Holds(SearchResultDone, nonce, reply);

    private static bool Holds(byte operation, ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        new BerReader(reply).TryEnter(BerTag.Sequence, out var message)
        && message.ExpectsInteger(BerInteger.OfFourOctets(nonce.First32Bits))
        && message.TryRead(operation, out _);
}
