using Dapper;

using MySqlConnector;

using PortScanner.Core.Results;
using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>
/// Whatever a server's global settings are, scans are created, read, and gone afterwards. The store's account is an ordinary one, so that
/// nothing is asked of the server that only an administrator may do, and init_connect runs.
/// </summary>
[Trait("Needs", "MariaDB")]
public sealed class GlobalSettingsTests(MariaDbServer server) : IClassFixture<MariaDbServer>, IAsyncLifetime
{
    private const string Database = "store_globals";

    private MySqlConnection _administrator = null!;
    private string _connectionString = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await server.NewDatabaseAsync(Database);
        await server.QueryAsync("mysql", $"CREATE OR REPLACE USER '{Database}'@'127.0.0.1' IDENTIFIED BY 'ordinary'");
        await server.QueryAsync("mysql", $"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE ON {Database}.* TO '{Database}'@'127.0.0.1'");
        var settings = new MySqlConnectionStringBuilder(server.ConnectionStringTo(Database)) { Pooling = false };
        _administrator = new MySqlConnection(settings.ConnectionString);
        await _administrator.OpenAsync(Cancel);
        settings.UserID = Database;
        settings.Password = "ordinary";
        settings.Pooling = true;
        _connectionString = settings.ConnectionString;
    }

    public ValueTask DisposeAsync() => _administrator.DisposeAsync();

    [Theory]
    [InlineData("sql_mode = 'STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES'")]
    [InlineData("sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE,IGNORE_SPACE,PAD_CHAR_TO_FULL_LENGTH'")]
    [InlineData("sql_mode = 'ORACLE'")]
    [InlineData("sql_mode = ''", "enforce_storage_engine = MEMORY", "default_storage_engine = InnoDB")]
    [InlineData("sql_safe_updates = 1")]
    [InlineData("sql_select_limit = 1")]
    [InlineData("sql_select_limit = 0")]
    [InlineData("max_join_size = 1", "sql_big_selects = 0")]
    [InlineData("autocommit = 0", "completion_type = 2", "tx_isolation = 'SERIALIZABLE'")]
    [InlineData("tx_read_only = 1")]
    [InlineData("time_zone = '-11:00'", "character_set_server = utf32", "collation_connection = latin1_bin")]
    [InlineData("lock_wait_timeout = 0", "low_priority_updates = 1", "foreign_key_checks = 0", "unique_checks = 0")]
    [InlineData("max_statement_time = 0.000001")]
    [InlineData("wait_timeout = 1", "interactive_timeout = 1")]
    [InlineData("max_heap_table_size = 16384", "tmp_table_size = 0", "tmp_disk_table_size = 1024")]
    [InlineData("max_session_mem_used = 8192")]
    [InlineData("init_connect = 'SET sql_mode = \"NO_BACKSLASH_ESCAPES\", sql_safe_updates = 1, sql_select_limit = 0, autocommit = 0'")]
    public async Task SixtyScans_underAGlobalSetting_areRightAndLeaveNothing(params string[] settings)
    {
        await using var globals = new Globals(_administrator);
        await globals.SetAsync(settings);
        await using var store = NewStore();
        await store.InitializeAsync(Cancel);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => ScanAsync(store), Cancel)));

        Assert.Equal(0, await CountRowsAsync());
    }

    [Fact]
    public async Task EverySessionVariable_setGloballyToEachOfItsEnds_changesNothing()
    {
        const string all = """
            SELECT variable_name AS Name, variable_type AS Type, numeric_min_value AS Minimum, numeric_max_value AS Maximum, enum_value_list AS `Values`
            FROM information_schema.system_variables
            WHERE variable_scope = 'SESSION' AND read_only = 'NO' AND global_value IS NOT NULL
              AND variable_name NOT IN ('SLOW_QUERY_LOG', 'LOG_SLOW_QUERY')
            """;
        var failures = new List<string>();
        var tried = 0;
        foreach (var variable in (await _administrator.QueryAsync<Variable>(all)).AsList())
        {
            foreach (var value in variable.Ends())
            {
                await using var globals = new Globals(_administrator);
                if (!await globals.TrySetAsync(variable.Name, value))
                {
                    continue;
                }

                tried++;
                await using var store = NewStore();
                if (await Record.ExceptionAsync(() => StartAndScanAsync(store)) is { } exception)
                {
                    failures.Add($"{variable.Name} = {value}: {exception.Message}");
                }
            }
        }

        Assert.InRange(tried, 200, int.MaxValue);
        Assert.Empty(failures);
    }

    private static async Task ScanAsync(MariaDbScanStore store)
    {
        var scan = Samples.NewScan(TimeProvider.System);
        ProbeResult[] results = [Samples.Syn(22), Samples.Indirect(80, "192.0.2.1"), Samples.Indirect(443, "2001:db8::5c27")];
        Assert.True((await store.TryCreateAsync(scan, Cancel)).Created);
        Assert.False((await store.TryCreateAsync(Samples.NewScan(TimeProvider.System, scan.Caller), Cancel)).Created);
        Assert.True(await store.AppendAsync(scan.Key, results, Cancel));
        Assert.True(await store.FinishAsync(scan.Key, ScanOutcome.Completed, Cancel));
        var page = await store.ReadAsync(scan.Key, 0, Cancel);
        Assert.Equal(results, page!.Results);
        Assert.Equal(ScanOutcome.Completed, page.Outcome);
        await store.DeleteAsync(scan.Key.Id, Cancel);
        Assert.Null(await store.ReadAsync(scan.Key, 0, Cancel));
    }

    private async Task StartAndScanAsync(MariaDbScanStore store)
    {
        await store.InitializeAsync(Cancel);
        await ScanAsync(store);
        Assert.Equal(0, await CountRowsAsync());
    }

    private Task<long> CountRowsAsync() =>
        _administrator.ExecuteScalarAsync<long>("SELECT (SELECT COUNT(*) FROM scans) + (SELECT COUNT(*) FROM results)");

    private MariaDbScanStore NewStore() => new(new MariaDbOptions { ConnectionString = _connectionString }, TimeProvider.System);

    private sealed class Variable
    {
        public required string Name { get; init; }

        public required string Type { get; init; }

        public string? Minimum { get; init; }

        public string? Maximum { get; init; }

        public string? Values { get; init; }

        private IEnumerable<string> Named => Values?.Split(',') ?? [];

        public IEnumerable<string> Ends() => Type switch
        {
            "BOOLEAN" => ["0", "1"],
            "ENUM" or "SET" => Named.Select(value => $"'{value}'"),
            "FLAGSET" => Named.Where(value => value != "default").SelectMany(value => (string[])[$"'{value}=on'", $"'{value}=off'"]),
            "VARCHAR" => [],
            _ => [Minimum!, Maximum!],
        };
    }

    // Sets them back. The administrator's own session began before, and has what it had.
    private sealed class Globals(MySqlConnection administrator) : IAsyncDisposable
    {
        private readonly Dictionary<string, object?> _before = [];

        public async Task SetAsync(IEnumerable<string> settings)
        {
            foreach (var setting in settings)
            {
                var parts = setting.Split('=', 2, StringSplitOptions.TrimEntries);
                await RememberAsync(parts[0]);
                await administrator.ExecuteAsync($"SET GLOBAL {parts[0]} = {parts[1]}");
            }
        }

        public async Task<bool> TrySetAsync(string name, string value)
        {
            await RememberAsync(name);
            try
            {
                await administrator.ExecuteAsync($"SET GLOBAL {name} = {value}");
                return true;
            }
            catch (MySqlException)
            {
                // Not a value for this server.
                _before.Remove(name);
                return false;
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (name, value) in _before)
            {
                await administrator.ExecuteAsync($"SET GLOBAL {name} = @Value", new { Value = value });
            }
        }

        private async Task RememberAsync(string name) =>
            _before[name] = await administrator.ExecuteScalarAsync<object?>($"SELECT @@GLOBAL.{name}");
    }
}
