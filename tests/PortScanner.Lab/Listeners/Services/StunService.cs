namespace PortScanner.Lab.Listeners.Services;

/// <summary>A STUN server that tells an address, whichever, to whoever asks (RFC 8489 section 6.3.1.1).</summary>
[Answers("stun")]
internal sealed class StunService : IUdpService
{
    private const int HeaderLength = 20;

    public int Port => 3478;

    // A binding success of 12 bytes, cookie and transaction as they came; XOR-MAPPED-ADDRESS, IPv4.
    public byte[]? Answer(ReadOnlySpan<byte> request) => request is [0, 1, ..] && request.Length >= HeaderLength
        ? [1, 1, 0, 12, .. request[4..HeaderLength], 0, 0x20, 0, 8, 0, 1, 0xbd, 0x54, 0xe1, 0x12, 0xa6, 0x03]
        : null;
}
