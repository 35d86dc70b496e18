namespace PortScanner.Storage.MariaDb;

/// <summary>How <see cref="MariaDbScanStore"/> reaches and uses its database.</summary>
public sealed record MariaDbOptions
{
    /// <summary>The server, the database and the account, as the ADO.NET provider reads them.</summary>
    /// <remarks>The database must exist; its tables are created. <c>deploy/mariadb/README.md</c> lists the rights that are needed.</remarks>
    /// <value>Required.</value>
    public required string ConnectionString { get; init; }

    /// <summary>The name by which this process finds the scans that an earlier run of it left behind.</summary>
    /// <remarks>
    /// <see cref="MariaDbScanStore.InitializeAsync"/> deletes every scan of this name, so processes that share a database need
    /// different ones. The database sees a hash of it.
    /// </remarks>
    /// <value>The machine's name by default.</value>
    public string Node { get; init; } = Environment.MachineName;

    /// <summary>The most memory that each of the two tables may take.</summary>
    /// <remarks>
    /// A MEMORY table takes its limit when it is created, or first opened after the server started, and keeps it. The server's
    /// own <c>max_heap_table_size</c> counts where another program opens the tables first.
    /// </remarks>
    /// <value>256 MiB by default, in bytes. A result takes about 220 bytes, so that is room for 18 full scans.</value>
    public long MaxTableBytes { get; init; } = 256L * 1024 * 1024;
}
