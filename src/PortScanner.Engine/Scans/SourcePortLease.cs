using System.Diagnostics.CodeAnalysis;
using System.Net;

using PortScanner.Engine.Identity;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Scans;

/// <summary>A block of source ports for one scan, or a few, the UDP ports of the first bound; given back when disposed.</summary>
internal sealed class SourcePortLease : IDisposable
{
    // A block is passed over if another program has bound one of its ports; so many are tried.
    private const int MaximumTries = 8;

    private readonly SourcePortSlots _slots;
    private readonly List<int> _blocks;
    private readonly ReservedUdpPorts _udpPorts;

    private SourcePortLease(SourcePortSlots slots, int block, ReservedUdpPorts udpPorts)
    {
        _slots = slots;
        _blocks = [block];
        _udpPorts = udpPorts;
    }

    /// <summary>The first source port of each block.</summary>
    public ReadOnlySpan<ushort> FirstPorts => _blocks.Select(_slots.FirstPortOf).ToArray();

    /// <summary>Takes one block.</summary>
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

    /// <summary>Takes further blocks for TCP.</summary>
    /// <returns>Whether there were so many; what was taken is given back with the lease in any case.</returns>
    public bool TryAdd(int blocks)
    {
        for (var i = 0; i < blocks; i++)
        {
            if (_slots.Take() is not (>= 0 and var block))
            {
                return false;
            }

            _blocks.Add(block);
        }

        return true;
    }

    /// <summary>Makes a scan findable by the ports.</summary>
    public void Put(ScanState scan)
    {
        for (var i = 0; i < _blocks.Count; i++)
        {
            _slots.Put(_blocks[i], scan, i * SourcePorts.BlockSize);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _blocks.ForEach(_slots.Release);
        _udpPorts.Dispose();
    }
}
