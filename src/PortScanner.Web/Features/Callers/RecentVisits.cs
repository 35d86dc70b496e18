namespace PortScanner.Web.Features.Callers;

/// <summary>Whether visitors were there, and so may have left something in memory; not who.</summary>
internal sealed class RecentVisits
{
    private long _count;

    /// <summary>How many requests and connections have ended.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Notes that one has.</summary>
    public void Note() => Interlocked.Increment(ref _count);
}
