using System.Numerics;

namespace PortScanner.Engine.Tables;

/// <summary>Which probes changed since they were last looked at: one bit each, set by the receiver, taken by the scan's reader.</summary>
internal sealed class ChangeSet(int count)
{
    private readonly ulong[] _bits = new ulong[(count + 63) / 64];

    /// <summary>Marks a probe.</summary>
    public void Mark(int index) => Interlocked.Or(ref _bits[index >> 6], 1UL << (index & 63));

    /// <summary>Takes the first mark away, and allocates nothing.</summary>
    public bool TryTakeOne(out int index)
    {
        for (var word = 0; word < _bits.Length; word++)
        {
            var bits = Volatile.Read(ref _bits[word]);
            if (bits != 0)
            {
                index = (word << 6) + BitOperations.TrailingZeroCount(bits);
                Interlocked.And(ref _bits[word], ~(1UL << (index & 63)));
                return true;
            }
        }

        index = -1;
        return false;
    }

    /// <summary>Takes all marks away and returns the probes that bore one, in order.</summary>
    public IEnumerable<int> Take()
    {
        for (var word = 0; word < _bits.Length; word++)
        {
            for (var bits = Interlocked.Exchange(ref _bits[word], 0); bits != 0; bits &= bits - 1)
            {
                yield return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}
