using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A building's controller, device 7, that tells its identifier (ANSI/ASHRAE 135 clause 15.5).</summary>
[Answers("bacnet", Family.IPv4)]
internal sealed class BacnetService : IUdpService
{
    public int Port => 47808;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [0x81, 0x0A, 0, 17, 1, 4, 0, _, var invoke, 12, 0x0C, _, _, _, _, 0x19, 75]
            ? [0x81, 0x0A, 0, 23, 1, 0, 0x30, invoke, 12, 0x0C, 2, 0, 0, 7, 0x19, 75, 0x3E, 0xC4, 2, 0, 0, 7, 0x3F]
            : null;
}
