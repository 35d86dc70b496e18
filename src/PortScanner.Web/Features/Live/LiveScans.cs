using System.Collections.Concurrent;
using System.Security.Cryptography;

using PortScanner.Storage;

namespace PortScanner.Web.Features.Live;

/// <summary>The live scans of this node, in its memory alone.</summary>
internal sealed class LiveScans
{
    private readonly ConcurrentDictionary<ScanId, LiveScan> _scans = [];

    /// <summary>Adds a scan that has just begun.</summary>
    public void Add(LiveScan scan) => _scans[scan.Scan.Key.Id] = scan;

    /// <summary>Finds the scan of a token.</summary>
    /// <returns>Null if there is none, or none any more.</returns>
    public LiveScan? Find(string token) =>
        ScanKey.TryParseToken(token, out var key)
        && _scans.TryGetValue(key.Id, out var scan)
        && CryptographicOperations.FixedTimeEquals(scan.Scan.Key.Secret, key.Secret)
            ? scan
            : null;

    /// <summary>Finds the scan of an id, for another node, which still has to show that it has the secret.</summary>
    /// <returns>Null if there is none, or none any more.</returns>
    public LiveScan? Find(ScanId id) => _scans.GetValueOrDefault(id);

    /// <summary>Stops a scan and deletes it; when this returns, nothing of it is left.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> EndAsync(string token)
    {
        if (Find(token) is not { } scan)
        {
            return false;
        }

        await EndAsync(scan);
        return true;
    }

    /// <summary>Ends those that are over.</summary>
    public Task EndOverAsync() => Task.WhenAll(_scans.Values.Where(scan => scan.IsOver).Select(EndAsync));

    /// <summary>Ends all.</summary>
    public Task EndAllAsync() => Task.WhenAll(_scans.Values.Select(EndAsync));

    private async Task EndAsync(LiveScan scan)
    {
        // It is found no more before it is deleted, so that nobody reads half of it.
        _scans.TryRemove(scan.Scan.Key.Id, out _);
        await scan.Scan.DisposeAsync();
    }
}
