namespace PortScanner.Lab.Listeners.Services;

/// <summary>A name server that refuses everyone (RFC 1035 section 4.1.1).</summary>
[Answers("dns")]
internal sealed class DnsService : IUdpService
{
    public int Port => 53;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < 12)
        {
            return null;
        }

        var answer = request.ToArray();
        answer[2] |= 0x80; // QR: a response
        answer[3] = 0x05; // RCODE: refused
        return answer;
    }
}
