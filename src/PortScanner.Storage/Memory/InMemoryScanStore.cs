using System.Net;

using PortScanner.Core.Results;

namespace PortScanner.Storage.Memory;

/// <summary>Keeps scans in this process; the default where one process does everything.</summary>
public sealed class InMemoryScanStore(TimeProvider timeProvider) : IScanStore
{
    // Every member is a few dictionary operations, so one lock for all is held for microseconds.
    private readonly Lock _lock = new();
    private readonly Dictionary<ScanId, InMemoryScan> _scans = [];
    private readonly Dictionary<IPAddress, InMemoryScan> _scansByCaller = [];

    /// <inheritdoc/>
    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ScanCreation> TryCreateAsync(NewScan scan, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DeleteExpired();
            var created = new InMemoryScan(scan, timeProvider);
            if (!_scansByCaller.TryAdd(created.Caller, created))
            {
                return Task.FromResult(new ScanCreation(false, _scansByCaller[created.Caller].EndsBy));
            }

            _scans.Add(scan.Key.Id, created);
            return Task.FromResult(new ScanCreation(true, scan.EndsBy));
        }
    }

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_scans.Values.Count(scan => !scan.IsExpired));
        }
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(ScanKey key, IReadOnlyList<ProbeResult> results, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_scans.TryGetValue(key.Id, out var scan))
            {
                return Task.FromResult(false);
            }

            foreach (var result in results)
            {
                scan.Append(result);
            }

            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> FinishAsync(ScanKey key, ScanOutcome outcome, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_scans.TryGetValue(key.Id, out var scan))
            {
                return Task.FromResult(false);
            }

            scan.Outcome = outcome;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<ScanPage?> ReadAsync(ScanKey key, long afterSequence, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_scans.TryGetValue(key.Id, out var scan) ? scan.Read(key, afterSequence) : null);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(ScanId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Delete(id);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(DeleteExpired());
        }
    }

    private int DeleteExpired()
    {
        var expired = _scans.Where(scan => scan.Value.IsExpired).Select(scan => scan.Key).ToList();
        expired.ForEach(Delete);
        return expired.Count;
    }

    private void Delete(ScanId id)
    {
        if (_scans.Remove(id, out var scan))
        {
            _scansByCaller.Remove(scan.Caller);
        }
    }
}
