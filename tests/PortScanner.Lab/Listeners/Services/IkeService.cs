namespace PortScanner.Lab.Listeners.Services;

/// <summary>An IKEv2 responder that accepts no proposal (RFC 7296 sections 3.1 and 3.10).</summary>
/// <param name="natTraversal">Whether it is the one on port 4500, behind the four zero bytes of RFC 3948 section 2.2.</param>
internal abstract class IkeService(bool natTraversal) : IUdpService
{
    private const int HeaderLength = 28;
    private const int NotifyLength = 8;

    public int Port => natTraversal ? 4500 : 500;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        var marker = natTraversal ? 4 : 0;
        if (request.Length < marker + HeaderLength)
        {
            return null;
        }

        var answer = new byte[marker + HeaderLength + NotifyLength];
        var message = answer.AsSpan(marker);
        request.Slice(marker, 8).CopyTo(message); // the initiator's SPI
        message[8..16].Fill(0x5a); // the responder's SPI
        message[16] = 41; // next payload: Notify
        message[17] = 0x20; // version 2.0
        message[18] = 34; // IKE_SA_INIT
        message[19] = 0x20; // a response
        message[27] = HeaderLength + NotifyLength;
        message[31] = NotifyLength;
        message[35] = 14; // NO_PROPOSAL_CHOSEN
        return answer;
    }
}

[Answers("ikev2")]
internal sealed class IkeV2Service() : IkeService(natTraversal: false);

[Answers("ikev2-natt")]
internal sealed class IkeV2NatTService() : IkeService(natTraversal: true);
