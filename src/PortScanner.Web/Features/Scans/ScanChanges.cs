namespace PortScanner.Web.Features.Scans;

/// <summary>Wakes whoever reads a scan once there is something new of it in the store. Safe for any thread.</summary>
internal sealed class ScanChanges
{
    private TaskCompletionSource _next = Next();
    // A scan that is over with what settles it has nothing to announce.
    private static readonly TimeSpan SettledGrace = TimeSpan.FromMilliseconds(500);

    private long _ticksSettled = -1;

    /// <summary>After what time nothing more could turn out open, once the store has all that was known by then; null before.</summary>
    public TimeSpan? SettledAfter => Volatile.Read(ref _ticksSettled) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Whether a scan that goes on is settled, and was so for long enough to be told.</summary>
    /// <param name="age">How long the scan lasts.</param>
    public bool IsSettledOf(TimeSpan age) => SettledAfter is { } after && age - after >= SettledGrace;

    /// <summary>Notes that the store has a result for each probe of a scan that is settled.</summary>
    public void NoteSettled(TimeSpan after) => Volatile.Write(ref _ticksSettled, after.Ticks);

    /// <summary>Ends with the next change. Who takes it before he asks the store misses nothing.</summary>
    public Task Awaited => Volatile.Read(ref _next).Task;

    /// <summary>Tells of a change, once the store has it.</summary>
    public void Signal() => Interlocked.Exchange(ref _next, Next()).SetResult();

    // Whoever writes does not go on as the reader.
    private static TaskCompletionSource Next() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
