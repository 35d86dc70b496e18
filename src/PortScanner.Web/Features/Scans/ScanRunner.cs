using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;
using PortScanner.Storage;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Scans;

/// <summary>Carries a scan's results from the engine to the store.</summary>
internal sealed class ScanRunner(IScanStore store, ScanMeter meter, TimeProvider timeProvider, ILogger<ScanRunner> logger)
{
    /// <summary>Reads a scan to its end, or until it is ended.</summary>
    /// <param name="scan">The scan; disposed of here.</param>
    /// <param name="plan">What is probed.</param>
    /// <param name="path">What is known of the visitor; disposed of here.</param>
    /// <param name="key">The scan as the store knows it; already created there.</param>
    /// <param name="progress">How the scan gets on.</param>
    /// <param name="changes">Is told of what is stored.</param>
    /// <param name="cancellationToken">Ends the storing; the scan was begun with it, too.</param>
    /// <returns>A task that ends when nothing more will be sent or stored; it does not fail.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails, the reader is told so.")]
    public async Task RunAsync(
        BegunScan scan, ScanPlan plan, VisitorPath path, ScanKey key, ScanProgress progress, ScanChanges changes, CancellationToken cancellationToken)
    {
        using var listening = path;
        meter.Start();
        ScanLog.Started(logger, plan.Profile, plan.Probes.Count);
        var begun = timeProvider.GetTimestamp();
        var outcome = "failed";
        try
        {
            outcome = await CopyAsync(scan, plan, key, progress, changes, cancellationToken) ? "completed" : "purged";
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
        meter.Finish(outcome, took);
        ScanLog.Ended(logger, outcome, took.TotalSeconds);
    }

    private async Task<bool> CopyAsync(
        BegunScan scan, ScanPlan plan, ScanKey key, ScanProgress progress, ScanChanges changes, CancellationToken cancellationToken)
    {
        var missing = new MissingResults(plan);
        await using (scan)
        {
            await foreach (var results in scan.ReadAsync())
            {
                if (!await store.AppendAsync(key, results, cancellationToken))
                {
                    return false;
                }

                missing.Remove(results);
                NoteSettled(missing, progress, changes);
                changes.Signal();
            }

            NoteSettled(missing, progress, changes);
        }

        return await store.FinishAsync(key, ScanOutcome.Completed, cancellationToken);
    }

    // Another process may tell the one before the other.
    private static void NoteSettled(MissingResults missing, ScanProgress progress, ScanChanges changes)
    {
        if (progress.SettledAfter is { } after && missing.IsEmpty)
        {
            changes.NoteSettled(after);
        }
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
