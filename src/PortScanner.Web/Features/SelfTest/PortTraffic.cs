namespace PortScanner.Web.Features.SelfTest;

/// <summary>What was seen at a port's own end of the link: counts from the beginning of the test.</summary>
internal sealed class PortTraffic
{
    private int _arrived;
    private int _damaged;
    private int _answered;

    /// <summary>How many probes came.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>How many of them had a wrong checksum.</summary>
    public int Damaged => Volatile.Read(ref _damaged);

    /// <summary>How many answers left.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Notes a probe that came.</summary>
    /// <param name="isDamaged">Whether its checksum is wrong.</param>
    public void NoteProbe(bool isDamaged)
    {
        Interlocked.Increment(ref _arrived);
        if (isDamaged)
        {
            Interlocked.Increment(ref _damaged);
        }
    }

    /// <summary>Notes an answer that left.</summary>
    public void NoteAnswer() => Interlocked.Increment(ref _answered);
}
