using System.Data.Common;

using Dapper;

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

    /// <exception cref="ScanStoreException">A log is on, which it names.</exception>
    public static async Task RefuseLogsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var logs = await connection.ExecuteScalarAsync<string>(new CommandDefinition(LogsThatAreOn, cancellationToken: cancellationToken));
        if (!string.IsNullOrEmpty(logs))
        {
            throw ScanStoreException.WouldKeepData(logs);
        }
    }

    /// <summary>Creates the tables where they are missing.</summary>
    /// <exception cref="ScanStoreException">There are tables of these names with another engine.</exception>
    public static async Task CreateTablesAsync(DbConnection connection, long maxTableBytes, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(MariaDbSchema).Assembly.GetManifestResourceStream("schema.sql")!);
        var schema = await reader.ReadToEndAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"SET SESSION max_heap_table_size = {maxTableBytes};\n{schema}", cancellationToken: cancellationToken));

        // The server may have other tables of these names, or replace an engine that it does not have.
        const string onDisk = """
            SELECT COUNT(*) FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name IN ('scans', 'results') AND engine <> 'MEMORY'
            """;
        if (await CountAsync(connection, onDisk, cancellationToken) != 0)
        {
            throw ScanStoreException.WouldKeepData("the engine of its tables scans and results, which is not MEMORY");
        }
    }

    private static Task<long> CountAsync(DbConnection connection, string sql, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: cancellationToken));
}
