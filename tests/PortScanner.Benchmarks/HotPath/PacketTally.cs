using PortScanner.Engine.Capture;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>Counts packets, and what the thread that brings them allocates between the first and the last.</summary>
/// <param name="next">Who gets them; null for nobody.</param>
internal sealed class PacketTally(IPacketHandler? next) : IPacketHandler
{
    private long _allocatedBefore;
    private long _allocatedNow;

    /// <summary>How many came.</summary>
    public long Count { get; private set; }

    /// <summary>What was allocated meanwhile.</summary>
    public long AllocatedBytes => _allocatedNow - _allocatedBefore;

    /// <inheritdoc/>
    public void OnPacket(ReadOnlySpan<byte> packet, long capturedAt, bool isLoopback)
    {
        // A look at every packet would cost more than the packet.
        if (Count % 1024 == 0)
        {
            _allocatedNow = GC.GetAllocatedBytesForCurrentThread();
            _allocatedBefore = Count == 0 ? _allocatedNow : _allocatedBefore;
        }

        Count++;
        next?.OnPacket(packet, capturedAt, isLoopback);
    }
}
