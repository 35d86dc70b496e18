namespace PortScanner.Lab.Listeners.Services;

/// <summary>An SLP agent (RFC 2608) that has printers: function 9, a request for types, is answered with function 10.</summary>
[Answers("slp")]
internal sealed class SlpService : IUdpService
{
    public int Port => 427;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < 16 || request[0] != 2 || request[1] != 9 || request[4] != request.Length)
        {
            return null;
        }

        // The header with our length, the XID and language of the request, no error, and the list.
        byte[] answer = [2, 10, 0, 0, 0, .. request[5..16], 0, 0, 0, 15, .. "service:printer"u8];
        answer[4] = (byte)answer.Length;
        return answer;
    }
}
