using System.Diagnostics;

namespace PortScanner.Lab.Fixtures;

/// <summary>
/// Labs that go from one class to the next with the same settings: to start the program takes the processor longer than what most classes do
/// with it. No two classes have one at the same time. They are stopped when all tests are done.
/// </summary>
public sealed class SharedLabs : IAsyncDisposable
{
    // What a page or a reader leaves behind is given up sooner.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly Lock Gate = new();
    private static readonly List<RunningLab> All = [];
    private static readonly List<(string Kind, RunningLab Lab)> Free = [];

    /// <summary>Takes one that no class has, or starts one.</summary>
    /// <param name="kind">What its settings are.</param>
    /// <param name="start">Starts one.</param>
    public static RunningLab Take(string kind, Func<RunningLab> start)
    {
        lock (Gate)
        {
            if (Free.FindIndex(free => free.Kind == kind) is var index and >= 0)
            {
                var found = Free[index].Lab;
                Free.RemoveAt(index);
                return found;
            }
        }

        var started = start();
        lock (Gate)
        {
            All.Add(started);
        }

        return started;
    }

    /// <summary>Gives one back. The next class has it only if nothing of this one's is still going on in it.</summary>
    /// <param name="kind">What its settings are.</param>
    /// <param name="lab">The lab, without firewalls and listeners.</param>
    public static void GiveBack(string kind, RunningLab lab)
    {
        var since = Stopwatch.GetTimestamp();
        while (!lab.IsAtRest)
        {
            if (Stopwatch.GetElapsedTime(since) > Timeout)
            {
                return;
            }

            Thread.Sleep(100);
        }

        lock (Gate)
        {
            Free.Add((kind, lab));
        }
    }

    /// <summary>Stops all.</summary>
    /// <exception cref="AggregateException">One of the programs had ended before, or did not end by itself.</exception>
    public async ValueTask DisposeAsync()
    {
        var failures = new List<Exception>();
        foreach (var lab in All)
        {
            try
            {
                await lab.DisposeAsync();
            }
            catch (InvalidOperationException failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }
}
