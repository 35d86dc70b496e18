using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A router that tells its one route to whoever asks for its table (RFC 2453 section 3.9.1).</summary>
[Answers("rip", Family.IPv4)]
internal sealed class RipService : IUdpService
{
    public int Port => 520;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [1, 2, 0, 0, 0, 0, .., 16] ? [2, 2, 0, 0, 0, 2, 0, 0, 192, 0, 2, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 1] : null;
}
