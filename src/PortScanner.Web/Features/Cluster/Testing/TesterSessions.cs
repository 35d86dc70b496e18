using System.Diagnostics.CodeAnalysis;

using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Links;

namespace PortScanner.Web.Features.Cluster.Testing;

/// <summary>The granted scans of a tester, until the last has ended.</summary>
/// <param name="scan">Runs one.</param>
/// <param name="clock">This tester's own time.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Where it is logged.</param>
internal sealed class TesterSessions(GrantedScan scan, TesterClock clock, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];
    private bool _isDraining;

    /// <summary>How many run.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>Whether no more are taken.</summary>
    public bool IsDraining => Volatile.Read(ref _isDraining);

    /// <summary>Takes a link that was granted.</summary>
    public void Take(GrantedLink link, JudgedGrant grant)
    {
        lock (_lock)
        {
            if (_isDraining)
            {
                link.Close(LinkEnd.Drained);
                return;
            }

            var session = ServeAsync(link, grant);
            _running.Add(session);
            _ = session.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Takes no more, and lets those that run go on for a while; what is left then is another tester's.</summary>
    public async Task DrainAsync(TimeSpan time)
    {
        Task[] running;
        lock (_lock)
        {
            Volatile.Write(ref _isDraining, value: true);
            running = [.. _running];
        }

        var all = Task.WhenAll(running);
        await Task.WhenAny(all, Task.Delay(time, timeProvider));
        await _stopping.CancelAsync();
        await all;
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The link is closed, with the reason; that is its end.")]
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One session's fault is not the others'.")]
    private async Task ServeAsync(GrantedLink link, JudgedGrant grant)
    {
        // Whoever calls has the bus wait.
        await Task.Yield();
        var end = LinkEnd.Failed;
        try
        {
            await scan.RunAsync(grant, new BusLink(link, MomentOf), MomentOf, _stopping.Token);
            end = LinkEnd.Completed;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The web node went away, or this process is told to stop.
            end = _stopping.IsCancellationRequested ? LinkEnd.Drained : LinkEnd.Stopped;
        }
        catch (Exception e)
        {
            // The message of an unforeseen exception may hold an address; its type may not.
            ClusterLog.ScanFailed(logger, e.GetType().Name);
        }
        finally
        {
            link.Close(end);
        }
    }

    private void Forget(Task session)
    {
        lock (_lock)
        {
            _running.Remove(session);
        }
    }

    private long MomentOf(long tick) => timeProvider.GetTimestamp() - ((clock.Tick - tick) * timeProvider.TimestampFrequency / 1000);
}
