using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Storage;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Scans;

/// <summary>Carries a scan's results from the engine to the store.</summary>
internal sealed class ScanRunner(
    IScanEngine engine, IScanStore store, ScanTally tally, TimeProvider timeProvider, ILogger<ScanRunner> logger)
{
    /// <summary>Begins a scan.</summary>
    /// <param name="target">The caller.</param>
    /// <param name="plan">What is probed.</param>
    /// <param name="path">What is known of the visitor; disposed with the scan.</param>
    /// <param name="progress">Is told how the scan gets on; null if nobody looks.</param>
    /// <param name="key">The scan as the store knows it; already created there.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <returns>Once the scan has begun, a task that ends when nothing more will be sent or stored; it does not fail.</returns>
    /// <exception cref="ScanRefusedException">The engine refuses the scan.</exception>
    public async Task<Task> StartAsync(
        ScanTarget target, ScanPlan plan, VisitorPath path, ScanProgress? progress, ScanKey key, CancellationToken cancellationToken)
    {
        // Asked for its first element, the sequence is refused or says that the scan has begun.
        var results = engine.ScanAsync(target, plan, path, progress, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasBegun = false;
        try
        {
            hasBegun = await results.MoveNextAsync();
        }
        finally
        {
            if (!hasBegun)
            {
                path.Dispose();
            }
        }

        tally.Start();
        ScanLog.Started(logger, plan.Profile, plan.Probes.Count);
        return RunAsync(results, path, key, cancellationToken);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails, the reader is told so.")]
    private async Task RunAsync(
        IAsyncEnumerator<IReadOnlyList<ProbeResult>> results, VisitorPath path, ScanKey key, CancellationToken cancellationToken)
    {
        using var listening = path;
        var begun = timeProvider.GetTimestamp();
        var outcome = "failed";
        try
        {
            outcome = await CopyAsync(results, key, cancellationToken) ? "completed" : "purged";
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            await FinishAsync(key);
        }
        catch (Exception e)
        {
            // The message of an unforeseen exception may hold an address; its type may not.
            ScanLog.Failed(logger, e is ScanStoreException ? e.Message : e.GetType().Name);
            await FinishAsync(key);
        }

        var took = timeProvider.GetElapsedTime(begun);
        tally.Finish(outcome, took);
        ScanLog.Ended(logger, outcome, took.TotalSeconds);
    }

    private async Task<bool> CopyAsync(
        IAsyncEnumerator<IReadOnlyList<ProbeResult>> results, ScanKey key, CancellationToken cancellationToken)
    {
        await using (results)
        {
            while (await results.MoveNextAsync())
            {
                if (!await store.AppendAsync(key, results.Current, cancellationToken))
                {
                    return false;
                }
            }
        }

        return await store.FinishAsync(key, ScanOutcome.Completed, cancellationToken);
    }

    private async Task FinishAsync(ScanKey key)
    {
        try
        {
            await store.FinishAsync(key, ScanOutcome.Failed, CancellationToken.None);
        }
        catch (ScanStoreException e)
        {
            FaultLog.StoreFailed(logger, e.Error, e.Message);
        }
    }
}
