using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A router that tells its one route, 2001:db8:2::/64 at metric 1, to whoever asks (RFC 2080 section 2.1).</summary>
[Answers("ripng", Family.IPv6)]
internal sealed class RipNgService : IUdpService
{
    public int Port => 521;

    // Command 1 is a request, 2 a response; both of version 1.
    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [1, 1, ..] ? [2, 1, 0, 0, 0x20, 0x01, 0x0d, 0xb8, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 1] : null;
}
