using System.Collections.Concurrent;

using PortScanner.Storage;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// Deletes scans, and tries again where the store could not: a database that was away for a moment must neither keep what was promised to be
/// deleted, nor lock the visitor out until the scan expires.
/// </summary>
internal sealed class ScanDeletion(IScanStore store, ILogger<ScanDeletion> logger)
{
    private readonly ConcurrentQueue<ScanId> _left = [];

    /// <summary>Deletes a scan now, or as soon as the store can.</summary>
    public async Task DeleteAsync(ScanId id)
    {
        if (!await TryAsync(id))
        {
            _left.Enqueue(id);
        }
    }

    /// <summary>Tries again what did not work, until something does not.</summary>
    public async Task RetryAsync()
    {
        while (_left.TryPeek(out var id) && await TryAsync(id))
        {
            _left.TryDequeue(out _);
        }
    }

    private async Task<bool> TryAsync(ScanId id)
    {
        try
        {
            await store.DeleteAsync(id, CancellationToken.None);
            return true;
        }
        catch (ScanStoreException e)
        {
            ScanLog.StoreFailed(logger, e.Error, e.InnerException?.GetType().Name ?? "none");
            return false;
        }
    }
}
