using System.Collections.Concurrent;

using PortScanner.Storage;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// Deletes scans, and tries again where the store could not: a database that was away for a moment must neither keep what was promised to be
/// deleted, nor lock the visitor out until the scan expires.
/// </summary>
internal sealed class ScanDeletion(IScanStore store, ILogger<ScanDeletion> logger)
{
    private readonly ConcurrentQueue<(ScanId Id, int Times)> _left = [];

    /// <summary>Deletes a scan now, or as soon as the store can.</summary>
    public async Task DeleteAsync(ScanId id)
    {
        if (!await TryAsync(id))
        {
            _left.Enqueue((id, 1));
        }
    }

    /// <summary>
    /// Deletes a scan of which nobody knows whether it was created. A database that hung does late what it was given, on one connection after
    /// the other: the first deletion may come before the scan, so there is a second, a while later.
    /// </summary>
    public void DeleteWhenItComes(ScanId id) => _left.Enqueue((id, 2));

    /// <summary>Tries again what did not work, until something does not.</summary>
    public async Task RetryAsync()
    {
        for (var count = _left.Count; count > 0 && _left.TryPeek(out var next) && await TryAsync(next.Id); count--)
        {
            _left.TryDequeue(out _);
            if (next.Times > 1)
            {
                _left.Enqueue((next.Id, next.Times - 1));
            }
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
            FaultLog.StoreFailed(logger, e.Error, e.Message);
            return false;
        }
    }
}
