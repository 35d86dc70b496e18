namespace PortScanner.Web.Features.Scans;

/// <summary>Wakes whoever reads a scan once there is something new of it in the store. Safe for any thread.</summary>
internal sealed class ScanChanges
{
    private TaskCompletionSource _next = Next();

    /// <summary>Ends with the next change. Who takes it before he asks the store misses nothing.</summary>
    public Task Awaited => Volatile.Read(ref _next).Task;

    /// <summary>Tells of a change, once the store has it.</summary>
    public void Signal() => Interlocked.Exchange(ref _next, Next()).SetResult();

    // Whoever writes does not go on as the reader.
    private static TaskCompletionSource Next() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
