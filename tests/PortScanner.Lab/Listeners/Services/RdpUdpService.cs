namespace PortScanner.Lab.Listeners.Services;

/// <summary>A remote desktop that acknowledges a SYN (MS-RDPEUDP section 3.1.5.1.3), padded as the SYN was.</summary>
[Answers("rdp-udp")]
internal sealed class RdpUdpService : IUdpService
{
    private const int PaddedLength = 1232;

    public int Port => 3389;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [0xFF, 0xFF, 0xFF, 0xFF, _, _, 0, 1, ..] && request.Length == PaddedLength
            ? [.. request[8..12], 0, 64, 0, 5, 1, 2, 3, 4, 0x04, 0xD0, 0x04, 0xD0, .. new byte[PaddedLength - 16]]
            : null;
}
