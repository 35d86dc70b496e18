using System.Formats.Asn1;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>An SNMP agent for versions 1 and 2c (RFC 1157, RFC 3416) that has no value for what is asked; version 3 is off.</summary>
[Answers("snmpv1"), Answers("snmpv2c"), Ignores("snmpv3")]
internal sealed class SnmpService : IUdpService
{
    public int Port => 161;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        var message = new AsnReader(request.ToArray(), AsnEncodingRules.BER).ReadSequence();
        if (!message.TryReadInt32(out var version) || version > 1)
        {
            return null;
        }

        var community = message.ReadOctetString();
        var answer = new AsnWriter(AsnEncodingRules.BER);
        using (answer.PushSequence())
        {
            answer.WriteInteger(version);
            answer.WriteOctetString(community);

            // The request's own PDU, [0] GetRequest, becomes [2] GetResponse.
            var pdu = message.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));
            using (answer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2, isConstructed: true)))
            {
                while (pdu.HasData)
                {
                    answer.WriteEncodedValue(pdu.ReadEncodedValue().Span);
                }
            }
        }

        return answer.Encode();
    }
}
