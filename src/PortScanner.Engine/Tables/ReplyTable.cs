namespace PortScanner.Engine.Tables;

/// <summary>
/// How much came back in UDP, a cell a probe. The receiver thread alone counts; the scan's reader looks, and notes what it has seen.
/// Packets and bytes share a cell, so that they are always read together.
/// </summary>
internal sealed class ReplyTable(int count)
{
    private const int PacketShift = 40;
    private const ulong OnePacket = 1UL << PacketShift;
    private const ulong ByteMask = OnePacket - 1;

    /// <summary>Far more than a scan can receive; what is above is not counted, so that no cell runs over.</summary>
    private const ulong MaximumPackets = (1UL << 24) - 1;

    private readonly ulong[] _counted = new ulong[count];
    private readonly ulong[] _taken = new ulong[count];

    /// <summary>Counts a datagram.</summary>
    /// <param name="index">The probe that it answers.</param>
    /// <param name="length">Its payload, in bytes.</param>
    public void Count(int index, int length)
    {
        var counted = _counted[index];
        if (counted >> PacketShift < MaximumPackets)
        {
            Volatile.Write(ref _counted[index], counted + OnePacket + (uint)length);
        }
    }

    /// <summary>Whether anything came.</summary>
    public bool HasAny(int index) => Volatile.Read(ref _counted[index]) != 0;

    /// <summary>Takes what was counted so far.</summary>
    public (int Packets, long Bytes) Take(int index)
    {
        var counted = Volatile.Read(ref _counted[index]);
        _taken[index] = counted;
        return ((int)(counted >> PacketShift), (long)(counted & ByteMask));
    }

    /// <summary>Whether more was counted since it was last taken.</summary>
    public bool HasMore(int index) => Volatile.Read(ref _counted[index]) != _taken[index];
}
