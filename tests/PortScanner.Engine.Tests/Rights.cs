using PortScanner.Core.Ports;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Tests;

/// <summary>What the machine must allow for a test with real sockets; without it the test is skipped and says why.</summary>
internal static class Rights
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        try
        {
            using var capture = new PacketCapture(new NoHandler(), new PortRange(61000, 61003), 1 << 18, TimeProvider.System);
            return null;
        }
        catch (EngineStartException e)
        {
            return e.Message;
        }
    });

    public static void SkipWithoutRawSockets() => Assert.SkipWhen(Missing.Value is not null, Missing.Value ?? string.Empty);

    private sealed class NoHandler : IPacketHandler
    {
        public void OnPacket(ReadOnlySpan<byte> packet, long capturedAt, bool isLoopback)
        {
        }
    }
}
