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
}

/// <summary>The store cannot do its work. The message never names an address or a port of a visitor.</summary>
public sealed class ScanStoreException : Exception
{
    private ScanStoreException(ScanStoreError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>What is wrong.</summary>
    public ScanStoreError Error { get; }

    internal static ScanStoreException Unavailable(Exception cause) =>
        new(ScanStoreError.Unavailable, "The database of ConnectionStrings:Results did not do what was asked.", cause);

    internal static ScanStoreException WouldKeepData(string setting) =>
        new(ScanStoreError.WouldKeepData, $"The database server has {setting} switched on, which would write results to disk; switch it off.");

    internal static ScanStoreException Full(Exception cause) =>
        new(ScanStoreError.Full, "The database's MEMORY tables are full; raise max_heap_table_size or lower Admission:MaximumLiveScans.", cause);
}
