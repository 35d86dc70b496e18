namespace PortScanner.Lab.Listeners.Services;

/// <summary>A printer that answers a multicast DNS query from anywhere, as a plain response (RFC 6762 section 6.7).</summary>
[Answers("mdns")]
internal sealed class MdnsService : IUdpService
{
    private const int HeaderLength = 12;

    public int Port => 5353;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length <= HeaderLength)
        {
            return null;
        }

        // One question and one answer: PTR of the question's name (at offset 12) to _ipp with its last labels (at offset 35).
        byte[] pointer = [0xc0, 12, 0, 12, 0, 1, 0, 0, 0, 10, 0, 7, 4, .. "_ipp"u8, 0xc0, 35];
        return [.. request[..2], 0x84, 0, 0, 1, 0, 1, 0, 0, 0, 0, .. request[HeaderLength..], .. pointer];
    }
}
