namespace PortScanner.Lab.Listeners.Services;

/// <summary>A time server that answers clients (RFC 5905 section 7.3) and ignores the private mode 7, as today's servers do.</summary>
[Answers("ntp"), Ignores("ntp-monlist")]
internal sealed class NtpService : IUdpService
{
    public int Port => 123;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < 48 || (request[0] & 7) != 3)
        {
            return null;
        }

        var answer = new byte[48];
        answer[0] = 0x24; // version 4, mode 4: server
        answer[1] = 2; // stratum
        request[40..48].CopyTo(answer.AsSpan(24)); // origin timestamp: the client's transmit timestamp
        request[40..48].CopyTo(answer.AsSpan(32)); // receive timestamp
        request[40..48].CopyTo(answer.AsSpan(40)); // transmit timestamp
        return answer;
    }
}
