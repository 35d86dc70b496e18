using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

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
    private readonly IPAddress _source;
    private readonly int _udpCount;
    private readonly Lock _secondLock = new();
    private SourcePortLease? _second;
    private bool _isGivenBack;

    private SourcePortLease(SourcePortSlots slots, int block, ReservedUdpPorts udpPorts, IPAddress source, int udpCount)
    {
        _slots = slots;
        _blocks = [block];
        _udpPorts = udpPorts;
        _source = source;
        _udpCount = udpCount;
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
                return new SourcePortLease(slots, block, udpPorts, source, udpCount);
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

    /// <summary>
    /// Takes a second block for the UDP probes of a scan under way, which nobody could know before, and makes the scan findable by it, too. Called by
    /// the sender thread, which needs it at once; it takes some dozen system calls, and is rare.
    /// </summary>
    /// <returns>Whether there was one; it is given back with the first.</returns>
    public bool TryTakeSecond(ScanState scan)
    {
        // A scan that is given up meanwhile must not be findable behind that.
        lock (_secondLock)
        {
            _second = _isGivenBack ? null : TryTakeAnother();
            if (_second is null)
            {
                return false;
            }

            scan.BeginSecondPort(_second.FirstPorts[0]);
            _slots.Put(_second._blocks[0], scan, SourcePorts.BlockSize);
            return true;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_secondLock)
        {
            _isGivenBack = true;
            _second?.Dispose();
        }

        _blocks.ForEach(_slots.Release);
        _udpPorts.Dispose();
    }

    private SourcePortLease? TryTakeAnother()
    {
        try
        {
            return TryTake(_slots, _source, _udpCount);
        }
        catch (SocketException)
        {
            // The address is not this machine's any more: nothing will leave from it.
            return null;
        }
    }
}
