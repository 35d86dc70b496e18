namespace PortScanner.Lab.Listeners.Services;

/// <summary>A label-switching router that answers an echo request (RFC 8029 section 3).</summary>
[Answers("mpls-ping")]
internal sealed class MplsService : IUdpService
{
    private const int HeaderLength = 32;

    public int Port => 3503;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < HeaderLength || request[4] != 1)
        {
            return null;
        }

        var answer = request[..HeaderLength].ToArray();
        answer[4] = 2; // message type: echo reply
        answer[6] = 3; // return code: the replying router is an egress
        return answer;
    }
}
