using PortScanner.Core.Results;

namespace PortScanner.Storage.Limits;

/// <summary>
/// Keeps scans in this process, and lets an address have one over all nodes: that it has one stands in <see cref="SharedLimits"/>, from its creation
/// until it is deleted here, or this node is gone.
/// </summary>
/// <param name="inner">Where the scans of this node are.</param>
/// <param name="limits">What the nodes share.</param>
/// <param name="timeProvider">The clock that scans expire by.</param>
public sealed class ClaimingScanStore(IScanStore inner, SharedLimits limits, TimeProvider timeProvider) : IScanStore
{
    /// <inheritdoc/>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await inner.InitializeAsync(cancellationToken);
        await limits.InitializeAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await inner.CheckAsync(cancellationToken);
        await limits.CheckAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ScanCreation> TryCreateAsync(NewScan scan, CancellationToken cancellationToken)
    {
        var creation = await inner.TryCreateAsync(scan, cancellationToken);
        if (!creation.Created)
        {
            return creation;
        }

        var isClaimed = false;
        try
        {
            creation = await limits.TryClaimAsync(scan, scan.ExpiresAt - timeProvider.GetUtcNow(), cancellationToken);
            isClaimed = creation.Created;
            return creation;
        }
        finally
        {
            if (!isClaimed)
            {
                limits.Forget(scan.Key.Id);
                await inner.DeleteAsync(scan.Key.Id, CancellationToken.None);
            }
        }
    }

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AppendAsync(ScanKey key, IReadOnlyList<ProbeResult> results, CancellationToken cancellationToken) =>
        inner.AppendAsync(key, results, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> FinishAsync(ScanKey key, ScanOutcome outcome, CancellationToken cancellationToken) => inner.FinishAsync(key, outcome, cancellationToken);

    /// <inheritdoc/>
    public Task<ScanPage?> ReadAsync(ScanKey key, long afterSequence, CancellationToken cancellationToken) => inner.ReadAsync(key, afterSequence, cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteAsync(ScanId id, CancellationToken cancellationToken)
    {
        await inner.DeleteAsync(id, cancellationToken);
        await limits.ReleaseAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> DeleteExpiredAsync(CancellationToken cancellationToken) => inner.DeleteExpiredAsync(cancellationToken);
}
