using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// SEQUENCE {
//   msgVersion            INTEGER            3
//   msgGlobalData         SEQUENCE { msgID, msgMaxSize INTEGER, msgFlags OCTET STRING, msgSecurityModel INTEGER }
//   msgSecurityParameters OCTET STRING, which holds in BER:
//     SEQUENCE { engineID OCTET STRING, boots, time INTEGER, user, authentication, privacy OCTET STRING }
//   msgData               SEQUENCE { contextEngineID, contextName OCTET STRING, data [0] GetRequest or [8] Report } }

/// <summary>
/// An SNMPv3 engine discovery (RFC 3412 section 6, RFC 3414 section 4): a reportable request without engine ID, user or variables.
/// It needs no credentials, since the engine must first say who it is before anyone can authenticate to it.
/// </summary>
[UdpProbe(
    Request = "engine discovery: reportable, no engine ID, no user, random msgID",
    Reply = "report with our msgID and an engine ID",
    Source = "RFC 3412 section 6, RFC 3414 section 4")]
internal sealed class SnmpV3Probe : IUdpProbe
{
    private const int Version3 = 3;
    private const byte GetRequest = 0xA0;
    private const byte Report = 0xA8;
    private const int UserBasedSecurityModel = 3;

    /// <summary>The least that msgMaxSize may be (RFC 3412 section 6.3): we want a short answer.</summary>
    private const int SmallestMaxSize = 484;

    /// <summary>Reportable, neither authenticated nor encrypted (RFC 3412 section 6.4).</summary>
    private static ReadOnlySpan<byte> Reportable => [0x04];

    public ProbeKind Kind => ProbeKind.SnmpV3;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new BerWriter(payload);
        int whole = message.Begin(BerTag.Sequence);
        message.WriteInteger(Version3);
        WriteGlobalData(ref message, MessageId(nonce));
        WriteSecurityParameters(ref message);
        WriteScopedRequest(ref message, BerInteger.OfFourOctets((uint)nonce.Low));
        message.End(whole);
        return message.Length;
    }

    /// <summary>A Report with our msgID from an engine that names itself.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        new BerReader(reply).TryEnter(BerTag.Sequence, out var message)
        && message.ExpectsInteger(Version3)
        && message.TryEnter(BerTag.Sequence, out var globalData)
        && globalData.ExpectsInteger(MessageId(nonce))
        && message.TryEnter(BerTag.OctetString, out var security)
        && security.TryEnter(BerTag.Sequence, out var parameters)
        && parameters.TryRead(BerTag.OctetString, out var engineId)
        && !engineId.IsEmpty
        && message.TryEnter(BerTag.Sequence, out var scoped)
        && scoped.TryRead(BerTag.OctetString, out _)
        && scoped.TryRead(BerTag.OctetString, out _)
        && scoped.TryRead(Report, out _);

    private static int MessageId(ProbeNonce nonce) => BerInteger.OfFourOctets(nonce.First32Bits);

    private static void WriteGlobalData(ref BerWriter message, int messageId)
    {
        int globalData = message.Begin(BerTag.Sequence);
        message.WriteInteger(messageId);
        message.WriteInteger(SmallestMaxSize);
        message.Write(BerTag.OctetString, Reportable);
        message.WriteInteger(UserBasedSecurityModel);
        message.End(globalData);
    }

    private static void WriteSecurityParameters(ref BerWriter message)
    {
        int security = message.Begin(BerTag.OctetString);
        int parameters = message.Begin(BerTag.Sequence);
        message.Write(BerTag.OctetString, []);
        message.WriteInteger(0);
        message.WriteInteger(0);
        message.Write(BerTag.OctetString, []);
        message.Write(BerTag.OctetString, []);
        message.Write(BerTag.OctetString, []);
        message.End(parameters);
        message.End(security);
    }

    private static void WriteScopedRequest(ref BerWriter message, int requestId)
    {
        int scoped = message.Begin(BerTag.Sequence);
        message.Write(BerTag.OctetString, []);
        message.Write(BerTag.OctetString, []);
        int request = message.Begin(GetRequest);
        message.WriteInteger(requestId);
        message.WriteInteger(0);
        message.WriteInteger(0);
        message.Write(BerTag.Sequence, []);
        message.End(request);
        message.End(scoped);
    }
}
