using PortScanner.Storage.Limits;
using PortScanner.Storage.MariaDb;
using PortScanner.Storage.Memory;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>Servers that would write rows to disk, and one that kills connections: on a server whose settings may be changed.</summary>
[Trait("Needs", "MariaDB")]
public sealed class MariaDbServerSettingsTests(MariaDbServer server) : IClassFixture<MariaDbServer>
{
    private const string Database = "store_settings";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("general_log")]
    [InlineData("slow_query_log")]
    public async Task Log_switchedOn_isRefusedByName(string log)
    {
        await using var store = await NewStoreAsync(server);
        await store.InitializeAsync(Cancel);
        await server.QueryAsync("mysql", $"SET GLOBAL {log} = ON");

        await AssertRefusedAsync(() => store.InitializeAsync(Cancel), log);

        await server.QueryAsync("mysql", $"SET GLOBAL {log} = OFF");
        await store.InitializeAsync(Cancel);
    }

    [Theory]
    [InlineData("general_log")]
    [InlineData("slow_query_log")]
    public async Task Log_switchedOnWhileScansRun_getsNoScanAndNoResult_andOffAgainBoth(string log)
    {
        await using var store = await NewStoreAsync(server);
        await store.InitializeAsync(Cancel);
        var running = Samples.NewScan(TimeProvider.System);
        var next = Samples.NewScan(TimeProvider.System);
        await store.TryCreateAsync(running, Cancel);
        await server.QueryAsync("mysql", "TRUNCATE general_log; SET GLOBAL log_output = 'TABLE'");
        await server.QueryAsync("mysql", $"SET GLOBAL {log} = ON");

        await AssertRefusedAsync(() => store.TryCreateAsync(next, Cancel), log);
        await AssertRefusedAsync(() => store.AppendAsync(running.Key, [Samples.Syn(22)], Cancel), log);
        await AssertRefusedAsync(() => store.CheckAsync(Cancel), log);
        Assert.Empty(await server.QueryAsync("mysql", "SELECT argument FROM general_log WHERE argument LIKE 'INSERT%'"));

        await server.QueryAsync("mysql", $"SET GLOBAL {log} = OFF");
        Assert.True((await store.TryCreateAsync(next, Cancel)).Created);
        Assert.True(await store.AppendAsync(running.Key, [Samples.Syn(22)], Cancel));
        Assert.Equal([Samples.Syn(22)], (await store.ReadAsync(running.Key, 0, Cancel))!.Results);
        await store.CheckAsync(Cancel);
    }

    [Fact]
    public async Task Log_switchedOn_letsNothingBeCounted_norLogged()
    {
        await using var limits = new SharedLimits(
            new SharedLimitOptions(await server.NewDatabaseAsync(Database), new byte[32], TimeSpan.FromMinutes(10)), TimeProvider.System);
        await limits.InitializeAsync(Cancel);
        var store = new ClaimingScanStore(new InMemoryScanStore(TimeProvider.System), limits, TimeProvider.System);
        var ask = new SharedAsk([new(32, 20), new(0, 20)], [], 32);
        var scan = Samples.NewScan(TimeProvider.System);
        await server.QueryAsync("mysql", "TRUNCATE general_log; SET GLOBAL log_output = 'TABLE'");
        await server.QueryAsync("mysql", "SET GLOBAL general_log = ON");

        await AssertRefusedAsync(() => limits.AskAsync(scan.Caller, ask, Cancel), "general_log");
        await AssertRefusedAsync(() => limits.RenewAsync(Cancel), "general_log");
        await AssertRefusedAsync(() => store.TryCreateAsync(scan, Cancel), "general_log");
        await AssertRefusedAsync(() => store.CheckAsync(Cancel), "general_log");
        await AssertRefusedAsync(() => limits.InitializeAsync(Cancel), "general_log");
        Assert.Empty(await server.QueryAsync("mysql", "SELECT argument FROM general_log WHERE argument LIKE 'INSERT%'"));

        await server.QueryAsync("mysql", "SET GLOBAL general_log = OFF");
        Assert.NotNull((await limits.AskAsync(scan.Caller, ask, Cancel)).Place);
        Assert.True((await store.TryCreateAsync(scan, Cancel)).Created);
    }

    [Fact]
    public async Task AuditPlugin_installed_isRefused()
    {
        await using var store = await NewStoreAsync(server);
        await store.InitializeAsync(Cancel);
        await server.QueryAsync("mysql", "INSTALL SONAME 'server_audit'");

        await AssertRefusedAsync(() => store.TryCreateAsync(Samples.NewScan(TimeProvider.System), Cancel), "audit");

        await server.QueryAsync("mysql", "UNINSTALL SONAME 'server_audit'");
    }

    [Fact]
    public async Task BinaryLog_switchedOn_isRefusedByName()
    {
        await using var logging = new MariaDbServer { Arguments = "--log-bin=binlog" };
        await logging.InitializeAsync();
        await using var store = await NewStoreAsync(logging);

        await AssertRefusedAsync(() => store.InitializeAsync(Cancel), "log_bin");
    }

    [Fact]
    public async Task Connections_killedByTheServer_areReplaced()
    {
        await using var store = await NewStoreAsync(server);
        await store.InitializeAsync(Cancel);
        var scan = Samples.NewScan(TimeProvider.System);
        await store.TryCreateAsync(scan, Cancel);
        var connections = await server.QueryAsync("mysql", $"SELECT id FROM information_schema.processlist WHERE db = '{Database}'");

        Assert.NotEmpty(connections);
        foreach (var row in connections)
        {
            await server.QueryAsync("mysql", $"KILL CONNECTION {row[0]}");
        }

        Assert.True(await store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel));
        Assert.Equal([Samples.Syn(22)], (await store.ReadAsync(scan.Key, 0, Cancel))!.Results);
    }

    private static async Task AssertRefusedAsync(Func<Task> work, string setting)
    {
        var exception = await Assert.ThrowsAsync<ScanStoreException>(work);
        Assert.Equal(ScanStoreError.WouldKeepData, exception.Error);
        Assert.Contains(setting, exception.Message, StringComparison.Ordinal);
    }

    private static async Task<MariaDbScanStore> NewStoreAsync(MariaDbServer server) => new(
        new MariaDbOptions { ConnectionString = await server.NewDatabaseAsync(Database) }, TimeProvider.System);
}
