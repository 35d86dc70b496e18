using PortScanner.Storage.MariaDb;
using PortScanner.Storage.Memory;

namespace PortScanner.Storage.Factory;

/// <summary>Chooses the store by configuration.</summary>
public static class ScanStores
{
    /// <summary>Makes the store that a connection string asks for; <see cref="IScanStore.InitializeAsync"/> is still to be called.</summary>
    /// <param name="connectionString">The MariaDB or MySQL database; null or blank keeps scans in this process's memory.</param>
    /// <param name="timeProvider">The clock that scans expire by.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static IScanStore Create(string? connectionString, TimeProvider timeProvider) =>
        string.IsNullOrWhiteSpace(connectionString)
            ? new InMemoryScanStore(timeProvider)
            : new MariaDbScanStore(new MariaDbOptions { ConnectionString = connectionString }, timeProvider);
}
