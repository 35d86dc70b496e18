namespace PortScanner.Storage;

/// <summary>What is wrong with the store.</summary>
public enum ScanStoreError
{
    /// <summary>The database cannot be reached, or failed a statement.</summary>
    Unavailable,

    /// <summary>The database is set up so that it would keep what must not be kept.</summary>
    WouldKeepData,

    /// <summary>The tables are full.</summary>
    Full,

    /// <summary>The secret of a scan's key is not the one its results were sealed with.</summary>
    WrongKey,
}

/// <summary>The store cannot do its work. The message never names an address or a port of a visitor.</summary>
public sealed class ScanStoreException : Exception
{
    private ScanStoreException(ScanStoreError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>What is wrong.</summary>
    public ScanStoreError Error { get; }

    /// <summary>Whether what was asked may be done all the same, and even later: it was sent, and no answer came.</summary>
    public bool MayStillHappen { get; private init; }

    /// <summary>The database cannot be reached or made ready; its own words, which know of no visitor yet, help the operator.</summary>
    internal static ScanStoreException Unavailable(Exception cause) =>
        new(ScanStoreError.Unavailable, $"The database of ConnectionStrings:Results cannot be used: {MariaDb.FailureMessages.Of(cause)}", cause);

    /// <summary>A statement about a scan failed. The server's words are left out, since they can quote the statement's values.</summary>
    internal static ScanStoreException StatementFailed(int serverError) =>
        new(ScanStoreError.Unavailable, $"The database of ConnectionStrings:Results failed with its error {serverError}.");

    /// <summary>The server did not answer a statement; of why, the type alone is told, as any text can quote the statement's values.</summary>
    internal static ScanStoreException Lost(Type cause) =>
        new(ScanStoreError.Unavailable, $"The connection to the database of ConnectionStrings:Results was lost ({cause.Name}).") { MayStillHappen = true };

    internal static ScanStoreException WouldKeepData(string setting) =>
        new(ScanStoreError.WouldKeepData, $"The database server would write results to disk because of {setting}; see deploy/mariadb/README.md.");

    internal static ScanStoreException Full() =>
        new(ScanStoreError.Full, "The database's MEMORY tables are full; raise max_heap_table_size or lower Admission:MaximumLiveScans.");

    internal static ScanStoreException WrongKey() =>
        new(ScanStoreError.WrongKey, "The scan's results were sealed under another secret than this key's.");
}
