using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A server's management controller that answers an RMCP Presence Ping (ASF 2.0 section 3.2.4).</summary>
[Answers("ipmi", Family.IPv4)]
internal sealed class IpmiService : IUdpService
{
    public int Port => 623;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [6, 0, 255, 6, 0, 0, 0x11, 0xBE, 0x80, var tag, 0, 0]
            ? [6, 0, 255, 6, 0, 0, 0x11, 0xBE, 0x40, tag, 0, 16, 0, 0, 0x11, 0xBE, 0, 0, 0, 0, 0x81, 0, 0, 0, 0, 0, 0, 0]
            : null;
}
