using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace PortScanner.Engine.Scans;

/// <summary>What a scan holds of the machine: its capacity reservation, and source ports.</summary>
/// <param name="slots">Where source ports come from.</param>
/// <param name="reservation">The capacity that is reserved for it.</param>
internal sealed class ScanHoldings(SourcePortSlots slots, IDisposable reservation) : IAsyncDisposable
{
    private readonly Stack<SourcePortLease> _leases = [];
    private int _isGivenBack;

    /// <summary>Takes source ports.</summary>
    /// <param name="source">The address to bind UDP ports on.</param>
    /// <param name="udpCount">How many UDP ports are needed.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <returns>Null if there are not so many; what was taken of them is given back with the rest.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The source address is not this machine's any more.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It is given back with the rest.")]
    public SourcePortLease? TryTake(IPAddress source, int udpCount, int blocks)
    {
        if (SourcePortLease.TryTake(slots, source, udpCount) is not { } lease)
        {
            return null;
        }

        _leases.Push(lease);
        return lease.TryAdd(blocks - 1) ? lease : null;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
        {
            while (_leases.TryPop(out var lease))
            {
                lease.Dispose();
            }

            // Last: where nothing is reserved there is no scan, and the capture may be renewed.
            reservation.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
