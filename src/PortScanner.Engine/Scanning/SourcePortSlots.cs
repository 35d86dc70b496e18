using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// Which scan owns which source ports. A scan owns a block of them, or a few; the receiver finds the scan of a packet by its destination
/// port alone. Blocks are reused in turn, so that a late packet of an old scan hardly ever meets a new one.
/// </summary>
internal sealed class SourcePortSlots
{
    /// <summary>How many source ports a block has: the most UDP probes that may go to one port.</summary>
    public const int BlockSize = 4;

    private readonly PortRange _range;
    private readonly RunningScan?[] _scans;
    private readonly byte[] _firstVariants;
    private readonly Queue<int> _free;
    private readonly Lock _freeLock = new();

    /// <summary>Cuts a range into blocks; what does not fill a block stays unused.</summary>
    public SourcePortSlots(PortRange range)
    {
        _range = range;
        _scans = new RunningScan?[range.Count / BlockSize];
        _firstVariants = new byte[_scans.Length];
        _free = new Queue<int>(Enumerable.Range(0, _scans.Length));
    }

    /// <summary>How many scans can run at once.</summary>
    public int Capacity => _scans.Length;

    /// <summary>Takes a block.</summary>
    /// <returns>Its number, or -1 if all are taken.</returns>
    public int Take()
    {
        lock (_freeLock)
        {
            return _free.TryDequeue(out var block) ? block : -1;
        }
    }

    /// <summary>The first source port of a block.</summary>
    public ushort FirstPortOf(int block) => (ushort)(_range.First + (block * BlockSize));

    /// <summary>Makes a scan findable.</summary>
    /// <param name="block">One of its blocks.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="firstVariant">The place of the block's first port among the scan's.</param>
    public void Put(int block, RunningScan scan, int firstVariant = 0)
    {
        _firstVariants[block] = (byte)firstVariant;
        Volatile.Write(ref _scans[block], scan);
    }

    /// <summary>Gives a block back.</summary>
    public void Release(int block)
    {
        Volatile.Write(ref _scans[block], null);
        lock (_freeLock)
        {
            _free.Enqueue(block);
        }
    }

    /// <summary>The scan of a target, or null. For the rare packets whose destination port names no scan.</summary>
    public RunningScan? FindByTarget(IpAddressBits target)
    {
        for (var block = 0; block < _scans.Length; block++)
        {
            if (Volatile.Read(ref _scans[block]) is { } scan && scan.Identity.TargetBits == target)
            {
                return scan;
            }
        }

        return null;
    }

    /// <summary>The scan that a packet to a port belongs to, or null.</summary>
    /// <param name="port">The destination port of the packet, or the source port of a quoted one.</param>
    /// <param name="variant">The port's place among the scan's.</param>
    public RunningScan? Find(ushort port, out int variant)
    {
        var offset = port - _range.First;
        var block = offset / BlockSize;
        if (offset < 0 || block >= _scans.Length)
        {
            variant = 0;
            return null;
        }

        var scan = Volatile.Read(ref _scans[block]);
        variant = _firstVariants[block] + (offset % BlockSize);
        return scan;
    }
}
