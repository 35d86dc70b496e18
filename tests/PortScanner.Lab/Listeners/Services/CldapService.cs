using System.Formats.Asn1;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A domain controller that shows its root entry, without attributes, and ends the search (RFC 4511 section 4.5.2).</summary>
[Answers("cldap")]
internal sealed class CldapService : IUdpService
{
    private static readonly Asn1Tag SearchRequest = Application(3);

    public int Port => 389;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        var message = new AsnReader(request.ToArray(), AsnEncodingRules.BER).ReadSequence();
        var id = message.ReadInteger();
        if (message.PeekTag() != SearchRequest)
        {
            return null;
        }

        var answer = new AsnWriter(AsnEncodingRules.BER);
        using (answer.PushSequence())
        {
            answer.WriteInteger(id);
            using (answer.PushSequence(Application(4)))
            {
                answer.WriteOctetString([]);
                answer.PushSequence().Dispose();
            }
        }

        using (answer.PushSequence())
        {
            answer.WriteInteger(id);
            using (answer.PushSequence(Application(5)))
            {
                answer.WriteEncodedValue([0x0a, 1, 0]); // success
                answer.WriteOctetString([]);
                answer.WriteOctetString([]);
            }
        }

        return answer.Encode();
    }

    private static Asn1Tag Application(int number) => new(TagClass.Application, number, isConstructed: true);
}
