using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Scans;

/// <summary>
/// Whether the target is still there to be asked. Who leaves without a word may leave the address to somebody else, who never asked for
/// anything: so nothing is sent to a target that is not known to be there, and silence about it is not taken for its presence.
/// </summary>
internal sealed class TargetWatch(ITargetConnection connection)
{
    /// <summary>Nothing is sent to a target that was not seen for so long, until it is seen again.</summary>
    // The promise is five seconds after it was gone. Its last sign was half a round trip on its way, and so is the last probe.
    public static readonly TimeSpan SuspendAfter = TimeSpan.FromSeconds(4.5);

    /// <summary>The scan of a target that was not seen for so long is over.</summary>
    public static readonly TimeSpan EndAfter = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private TimeSpan _due;
    private TimeSpan _suspendFrom;
    private TimeSpan? _suspendedSince;

    /// <summary>What the target lets know.</summary>
    public ITargetConnection Connection => connection;

    /// <summary>Whether nothing may be sent for now.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>Whether nothing may be sent any more.</summary>
    public bool IsTimedOut { get; private set; }

    /// <summary>When it was last found to be away; null if it never was.</summary>
    public TimeSpan? LastSuspended { get; private set; }

    /// <summary>Looks, if it is time to: now and then, and at the moment at which timeout ends.</summary>
    /// <param name="now">By a clock of which the zero does not matter.</param>
    public void Look(TimeSpan now)
    {
        if (now < _due && (IsSuspended || now < _suspendFrom))
        {
            return;
        }

        _due = now + Interval;
        var sinceSeen = connection.Look().SinceSeen;
        _suspendFrom = now + SuspendAfter - sinceSeen;
        IsSuspended = sinceSeen >= SuspendAfter;
        LastSuspended = IsSuspended ? now : LastSuspended;

        // Counted by what was looked at: while this process stood still, nobody could be seen.
        _suspendedSince = IsSuspended ? _suspendedSince ?? now : null;
        IsTimedOut |= now - _suspendedSince >= EndAfter - SuspendAfter;
    }
}
