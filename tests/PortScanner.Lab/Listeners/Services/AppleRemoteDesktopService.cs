using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A Mac with Remote Management on, which answers five bytes with a thousand.</summary>
[Answers("ard", Family.IPv4)]
internal sealed class AppleRemoteDesktopService : IUdpService
{
    public int Port => 3283;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [0, 0x14, 0, 1, 3] ? [0, 1, 0x03, 0xea, 0, 0x31, .. new byte[1000]] : null;
}
