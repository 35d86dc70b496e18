using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>How a scan gets on of which several testers do a part each.</summary>
/// <param name="whole">Is told.</param>
/// <param name="parts">Each part's own; the first has what comes last, such as a firewall's tests.</param>
internal sealed class ProgressSum(ScanProgress whole, IReadOnlyList<ScanProgress> parts)
{
    private readonly bool[] _hasEnded = new bool[parts.Count];
    private volatile bool _isAskedAgain;

    /// <summary>Whether somebody else is asked once all parts have ended, so that something may still turn out open.</summary>
    public bool IsAskedAgain
    {
        get => _isAskedAgain;
        set => _isAskedAgain = value;
    }

    /// <summary>Notes that a part has ended.</summary>
    public void End(int part) => Volatile.Write(ref _hasEnded[part], value: true);

    /// <summary>Tells what is so now.</summary>
    public void Tell()
    {
        var running = parts.Where((_, part) => !Volatile.Read(ref _hasEnded[part])).ToList();
        var settled = parts.Select(part => part.SettledAfter).ToList();

        // The first part is told of as long as it goes on; a visitor who is away is so for all.
        var activity = running.Any(part => part.Activity == ScanActivity.AwaitingTarget) ? ScanActivity.AwaitingTarget : (running.FirstOrDefault() ?? parts[0]).Activity;
        whole.Mirror(
            activity,
            parts.Sum(part => part.Unasked),
            running.Sum(part => part.Undecided),
            parts.Sum(part => part.PacketsSent),
            running.Max(part => part.TimeLeft),
            IsAskedAgain || settled.Contains(null) ? null : settled.Max());
    }
}
