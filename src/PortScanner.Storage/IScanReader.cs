namespace PortScanner.Storage;

/// <summary>Where the results of a live scan are read, on this node or of another.</summary>
public interface IScanReader
{
    /// <summary>
    /// Reads what came after a sequence number, in order of sequence, as it stood at one moment. Round-trip times are kept to the
    /// microsecond.
    /// </summary>
    /// <param name="key">The scan.</param>
    /// <param name="afterSequence">The last sequence number already read; 0 for all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The page, or null if the scan is gone.</returns>
    /// <exception cref="ScanStoreException">
    /// <see cref="ScanStoreError.WrongKey"/>: the page names a responder, and the key's secret is not the one that sealed it.
    /// </exception>
    Task<ScanPage?> ReadAsync(ScanKey key, long afterSequence, CancellationToken cancellationToken);
}
