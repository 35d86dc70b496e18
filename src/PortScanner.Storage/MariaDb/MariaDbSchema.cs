using Dapper;

using MySqlConnector;

namespace PortScanner.Storage.MariaDb;

/// <summary>Makes the tables, and refuses a server that would write their rows to disk.</summary>
internal static class MariaDbSchema
{
    /// <summary>True in SQL while one of the logs is on that can be switched on while the server runs.</summary>
    public const string IsLogging = "@@GLOBAL.general_log OR @@GLOBAL.slow_query_log";

    // Statements on MEMORY tables are written to these logs like any other, values included. Auditing is a plugin (server_audit,
    // sql_error_log) with files and switches of its own.
    private const string LogsThatAreOn = """
        SELECT CONCAT_WS(
            ', ',
            IF(@@GLOBAL.log_bin, 'log_bin', NULL),
            IF(@@GLOBAL.general_log, 'general_log', NULL),
            IF(@@GLOBAL.slow_query_log, 'slow_query_log', NULL),
            IF(EXISTS(SELECT * FROM information_schema.plugins WHERE plugin_type = 'AUDIT' AND plugin_status = 'ACTIVE'), 'an audit plugin', NULL))
        """;

    private static readonly string[] ScanTables = ["scans", "results"];
    private static readonly string[] LimitTables = ["limit_keys", "limit_counts", "limit_leases"];

    /// <exception cref="ScanStoreException">A log is on, which it names.</exception>
    public static async Task RefuseLogsAsync(MySqlConnection connection)
    {
        var logs = await connection.ExecuteScalarAsync<string>(LogsThatAreOn);
        if (!string.IsNullOrEmpty(logs))
        {
            throw ScanStoreException.WouldKeepData(logs);
        }
    }

    /// <summary>Looks whether a server would keep rows of scans, and changes nothing: tables that are missing are made at the start.</summary>
    /// <exception cref="ScanStoreException">It would.</exception>
    public static async Task CheckAsync(MySqlConnection connection)
    {
        await RefuseLogsAsync(connection);
        await RefuseDiskAsync(connection, ScanTables);
    }

    /// <summary>The same of the limits.</summary>
    /// <exception cref="ScanStoreException">It would.</exception>
    public static async Task CheckLimitsAsync(MySqlConnection connection)
    {
        await RefuseLogsAsync(connection);
        await RefuseDiskAsync(connection, LimitTables);
    }

    /// <summary>Creates the tables of scans where they are missing.</summary>
    /// <exception cref="ScanStoreException">There are tables of these names with another engine.</exception>
    public static Task CreateTablesAsync(MySqlConnection connection) => CreateAsync(connection, "schema.sql", ScanTables);

    /// <summary>Creates the tables of limits where they are missing.</summary>
    /// <exception cref="ScanStoreException">There are tables of these names with another engine.</exception>
    public static Task CreateLimitTablesAsync(MySqlConnection connection) => CreateAsync(connection, "limits.sql", LimitTables);

    private static async Task CreateAsync(MySqlConnection connection, string resource, string[] tables)
    {
        using var reader = new StreamReader(typeof(MariaDbSchema).Assembly.GetManifestResourceStream(resource)!);
        await connection.ExecuteAsync(await reader.ReadToEndAsync());
        await RefuseDiskAsync(connection, tables);
    }

    private static async Task RefuseDiskAsync(MySqlConnection connection, string[] tables)
    {
        // The server may have other tables of these names, or replace an engine that it does not have.
        const string onDisk = """
            SELECT COUNT(*) FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name IN @Tables AND engine <> 'MEMORY'
            """;
        if (await connection.ExecuteScalarAsync<long>(onDisk, new { Tables = tables }) != 0)
        {
            throw ScanStoreException.WouldKeepData($"the engine of its tables {string.Join(" and ", tables)}, which is not MEMORY");
        }
    }
}
