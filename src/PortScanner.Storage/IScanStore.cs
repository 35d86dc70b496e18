using PortScanner.Core.Results;

namespace PortScanner.Storage;

/// <summary>
/// Where the results of live scans are kept for the seconds until they were read. No implementation writes an address in clear,
/// and none keeps a row after the scan was deleted. Members may be called from any thread; one scan has one appender.
/// A scan is live from its creation until it was deleted or <see cref="NewScan.ExpiresAt"/> has passed, finished or not.
/// Every member throws <see cref="ScanStoreException"/> when the store cannot do its work.
/// </summary>
public interface IScanStore : IScanReader
{
    /// <summary>Makes the store ready (schema, checks) and deletes what a killed process of this node left behind.</summary>
    /// <exception cref="ScanStoreException">The store cannot be used; the message tells an operator what to do.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Looks whether the store can be used, and changes nothing.</summary>
    /// <exception cref="ScanStoreException">It cannot; the message tells an operator what to do.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Registers a scan, unless its caller has one that is live.</summary>
    /// <returns>Whether it was created, and when the caller's live scan, this one or the other, ends at the latest.</returns>
    Task<ScanCreation> TryCreateAsync(NewScan scan, CancellationToken cancellationToken);

    /// <summary>How many scans are live.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>Adds results; a result for a probe that has one replaces it under a new sequence number.</summary>
    /// <returns>False if the scan is gone (purged): the appender should stop, and none of its results is left.</returns>
    Task<bool> AppendAsync(ScanKey key, IReadOnlyList<ProbeResult> results, CancellationToken cancellationToken);

    /// <summary>Marks the scan as over. Called after the last append.</summary>
    /// <returns>False if the scan is gone.</returns>
    Task<bool> FinishAsync(ScanKey key, ScanOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Deletes a scan and its results; nothing happens if it is gone.</summary>
    Task DeleteAsync(ScanId id, CancellationToken cancellationToken);

    /// <summary>Deletes the scans whose <see cref="NewScan.ExpiresAt"/> has passed.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteExpiredAsync(CancellationToken cancellationToken);
}
