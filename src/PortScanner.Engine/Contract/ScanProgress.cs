namespace PortScanner.Engine.Contract;

/// <summary>What a running scan is about.</summary>
/// <remarks>The numbers are sent between front end and tester: none is changed, or given again. The next is 7.</remarks>
public enum ScanActivity : byte
{
    /// <summary>Each probe is sent for the first time.</summary>
    Asking = 0,

    /// <summary>What stays silent is asked again, some seconds apart.</summary>
    AskingAgain = 1,

    /// <summary>Answers get lost, so that what stays silent is asked more often.</summary>
    OvercomingLoss = 2,

    /// <summary>Somebody limits its error messages, and is asked at the pace of that limit.</summary>
    AwaitingLimit = 3,

    /// <summary>All is asked; only answers that come late by design are waited for.</summary>
    AwaitingLateAnswers = 4,

    /// <summary>The ports are decided; odd packets test the firewall.</summary>
    TestingFirewall = 5,

    /// <summary>The target is not known to be there, and is sent nothing until it is.</summary>
    AwaitingTarget = 6,
}

/// <summary>
/// What a running scan tells of itself. The sender thread writes; anyone may read, and what is read is of nearly one moment, which is
/// good enough for a reader's eyes.
/// </summary>
public sealed class ScanProgress
{
    private int _activity;
    private int _unasked;
    private int _undecided;
    private long _packetsSent;
    private long _ticksLeft = -1;
    private long _ticksSettled = -1;
    private bool _isTestingFirewall;

    /// <summary>What the scan is about.</summary>
    public ScanActivity Activity => (ScanActivity)Volatile.Read(ref _activity);

    /// <summary>How many probes of the plan were not sent a first time yet.</summary>
    public int Unasked => Volatile.Read(ref _unasked);

    /// <summary>How many probes of the plan had no answer yet.</summary>
    public int Undecided => Volatile.Read(ref _undecided);

    /// <summary>How many packets were handed to the kernel, repeated ones and controls included.</summary>
    public long PacketsSent => Volatile.Read(ref _packetsSent);

    /// <summary>About how long it will go on, as it looks now; null before it was first estimated.</summary>
    public TimeSpan? TimeLeft => Volatile.Read(ref _ticksLeft) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>
    /// After what time nothing more could turn out open or be entered; null while something can. What comes later tells only how a port says no. The
    /// results that were known by then may still be on their way.
    /// </summary>
    public TimeSpan? SettledAfter => Volatile.Read(ref _ticksSettled) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Takes over what the scan's own progress tells in another process.</summary>
    public void Mirror(ScanActivity activity, int unasked, int undecided, long packetsSent, TimeSpan? timeLeft, TimeSpan? settledAfter = null)
    {
        Volatile.Write(ref _ticksSettled, settledAfter?.Ticks ?? -1);
        Volatile.Write(ref _activity, (int)activity);
        Volatile.Write(ref _unasked, unasked);
        Volatile.Write(ref _undecided, undecided);
        Volatile.Write(ref _packetsSent, packetsSent);
        Volatile.Write(ref _ticksLeft, timeLeft?.Ticks ?? -1);
    }

    internal void BeginFirewallTests()
    {
        _isTestingFirewall = true;
        Volatile.Write(ref _activity, (int)ScanActivity.TestingFirewall);
    }

    // The firewall tests are no question of what is open.
    internal void NoteSettled(TimeSpan after)
    {
        if (!_isTestingFirewall)
        {
            Volatile.Write(ref _ticksSettled, after.Ticks);
        }
    }

    internal void AddPackets(int count) => Volatile.Write(ref _packetsSent, _packetsSent + count);

    internal void Report(ScanActivity activity, int unasked, int undecided, TimeSpan left)
    {
        Volatile.Write(ref _ticksLeft, left.Ticks);
        Volatile.Write(ref _activity, (int)(_isTestingFirewall && activity != ScanActivity.AwaitingTarget ? ScanActivity.TestingFirewall : activity));
        if (!_isTestingFirewall)
        {
            Volatile.Write(ref _unasked, unasked);
            Volatile.Write(ref _undecided, undecided);
        }
    }
}
