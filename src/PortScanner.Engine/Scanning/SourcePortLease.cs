using System.Diagnostics.CodeAnalysis;
using System.Net;

using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Scanning;

/// <summary>A block of source ports for one scan, its UDP ports bound; given back when disposed.</summary>
internal sealed class SourcePortLease : IDisposable
{
    // A block is passed over if another program has bound one of its ports; so many are tried.
    private const int MaximumTries = 8;

    private readonly SourcePortSlots _slots;
    private readonly int _block;
    private readonly ReservedUdpPorts _udpPorts;

    private SourcePortLease(SourcePortSlots slots, int block, ReservedUdpPorts udpPorts)
    {
        _slots = slots;
        _block = block;
        _udpPorts = udpPorts;
    }

    /// <summary>The first of the source ports.</summary>
    public ushort FirstPort => _slots.FirstPortOf(_block);

    /// <summary>Takes a block.</summary>
    /// <param name="slots">Where from.</param>
    /// <param name="source">The address to bind UDP ports on; "any" for a scan whose source address rotates.</param>
    /// <param name="udpCount">How many UDP ports the scan needs.</param>
    /// <returns>Null if there is none to be had.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The source address is not this machine's any more.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The lease that is returned owns them.")]
    public static SourcePortLease? TryTake(SourcePortSlots slots, IPAddress source, int udpCount)
    {
        for (var i = 0; i < MaximumTries; i++)
        {
            var block = slots.Take();
            if (block < 0)
            {
                return null;
            }

            ReservedUdpPorts? udpPorts = null;
            try
            {
                udpPorts = ReservedUdpPorts.TryReserve(source, slots.FirstPortOf(block), udpCount);
            }
            finally
            {
                if (udpPorts is null)
                {
                    slots.Release(block);
                }
            }

            if (udpPorts is not null)
            {
                return new SourcePortLease(slots, block, udpPorts);
            }
        }

        return null;
    }

    /// <summary>Makes a scan findable by the ports.</summary>
    public void Put(RunningScan scan) => _slots.Put(_block, scan);

    /// <inheritdoc />
    public void Dispose()
    {
        _slots.Release(_block);
        _udpPorts.Dispose();
    }
}
