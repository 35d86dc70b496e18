using System.Security.Cryptography;

using PortScanner.Core.Ports;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Scans;

/// <summary>
/// Which scan owns which source ports. A scan owns a block of them, or a few; the receiver finds the scan of a packet by its destination
/// port alone. Blocks are drawn at random, so that nobody learns from a scan of his own where the next leaves from; and one that was given
/// back rests, so that a late packet of an old scan hardly ever meets a new one.
/// </summary>
internal sealed class SourcePortSlots
{
    /// <summary>How long a block rests: as long as Linux repeats a SYN+ACK that nobody takes (five times, the last after 31 s; 63 s in all).</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(64);

    private readonly PortRange _range;
    private readonly TimeProvider _timeProvider;
    private readonly ScanState?[] _scans;
    private readonly byte[] _firstVariants;
    private readonly List<int> _free;
    private readonly Queue<(int Block, long Since)> _resting = new();
    private readonly Lock _freeLock = new();

    /// <summary>Cuts a range into blocks; what does not fill a block stays unused.</summary>
    /// <param name="range">The source ports.</param>
    /// <param name="timeProvider">The clock of the rest.</param>
    public SourcePortSlots(PortRange range, TimeProvider timeProvider)
    {
        _range = range;
        _timeProvider = timeProvider;
        _scans = new ScanState?[range.Count / SourcePorts.BlockSize];
        _firstVariants = new byte[_scans.Length];
        _free = [.. Enumerable.Range(0, _scans.Length)];
    }

    /// <summary>How many scans can run at once.</summary>
    public int Capacity => _scans.Length;

    /// <summary>How many blocks nobody has, those that rest among them.</summary>
    public int FreeCount
    {
        get
        {
            lock (_freeLock)
            {
                return _free.Count + _resting.Count;
            }
        }
    }

    /// <summary>Takes a block at random; where all rest, the one that has rested longest.</summary>
    /// <returns>Its number, or -1 if all are taken.</returns>
    public int Take()
    {
        lock (_freeLock)
        {
            while (_resting.TryPeek(out var rested) && _timeProvider.GetElapsedTime(rested.Since) >= Rest)
            {
                _free.Add(_resting.Dequeue().Block);
            }

            if (_free.Count == 0)
            {
                return _resting.TryDequeue(out var resting) ? resting.Block : -1;
            }

            var place = RandomNumberGenerator.GetInt32(_free.Count);
            var block = _free[place];
            _free[place] = _free[^1];
            _free.RemoveAt(_free.Count - 1);
            return block;
        }
    }

    /// <summary>The first source port of a block.</summary>
    public ushort FirstPortOf(int block) => (ushort)(_range.First + (block * SourcePorts.BlockSize));

    /// <summary>Makes a scan findable.</summary>
    /// <param name="block">One of its blocks.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="firstSourcePortIndex">The place of the block's first port among the scan's.</param>
    public void Put(int block, ScanState scan, int firstSourcePortIndex = 0)
    {
        _firstVariants[block] = (byte)firstSourcePortIndex;
        Volatile.Write(ref _scans[block], scan);
    }

    /// <summary>Gives a block back.</summary>
    public void Release(int block)
    {
        Volatile.Write(ref _scans[block], null);
        lock (_freeLock)
        {
            _resting.Enqueue((block, _timeProvider.GetTimestamp()));
        }
    }

    /// <summary>The scan of a target, or null. For the rare packets whose destination port names no scan.</summary>
    public ScanState? FindByTarget(IpAddressBits target)
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
    /// <param name="sourcePortIndex">The port's place among the scan's.</param>
    public ScanState? Find(ushort port, out int sourcePortIndex)
    {
        var offset = port - _range.First;
        var block = offset / SourcePorts.BlockSize;
        if (offset < 0 || block >= _scans.Length)
        {
            sourcePortIndex = 0;
            return null;
        }

        var scan = Volatile.Read(ref _scans[block]);
        sourcePortIndex = _firstVariants[block] + (offset % SourcePorts.BlockSize);
        return scan;
    }
}
