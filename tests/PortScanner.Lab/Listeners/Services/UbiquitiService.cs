using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A radio link that tells its hardware address and its name.</summary>
[Answers("ubiquiti", Family.IPv4)]
internal sealed class UbiquitiService : IUdpService
{
    public int Port => 10001;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [1, 0, 0, 0] ? [1, 0, 0, 15, 1, 0, 6, 0, 0, 0x5E, 0, 0x53, 1, 0x0B, 0, 3, .. "lab"u8] : null;
}
