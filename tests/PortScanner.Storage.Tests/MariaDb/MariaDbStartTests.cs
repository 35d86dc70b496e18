using PortScanner.Storage.Limits;
using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>What <see cref="MariaDbScanStore.InitializeAsync"/> finds and does.</summary>
[Trait("Needs", "MariaDB")]
public sealed class MariaDbStartTests(SharedMariaDbServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leftovers_ofThisNode_areDeletedAndThoseOfOthersStay()
    {
        const string database = "store_leftovers";
        var connectionString = await server.NewDatabaseAsync(database);
        await using var killed = await StartAsync(connectionString, "one", TimeProvider.System);
        await using var other = await StartAsync(connectionString, "two", TimeProvider.System);
        var leftover = await ScanAsync(killed);
        var live = await ScanAsync(other);
        await server.QueryAsync(database, "INSERT INTO results SELECT REPEAT('x', 16), 0, 1, 1, 0, 0, NULL, NULL, NULL, 1, 0, NULL, NULL, NULL, NULL");

        await using var again = await StartAsync(connectionString, "one", TimeProvider.System);

        Assert.Null(await again.ReadAsync(leftover, 0, Cancel));
        Assert.Equal([Samples.Syn(22)], (await again.ReadAsync(live, 0, Cancel))!.Results);
        Assert.Single(await server.QueryAsync(database, "SELECT port FROM results"));
    }

    [Fact]
    public async Task Leftovers_thatExpired_areDeletedWhoseverTheyAre()
    {
        var time = new ManualTime();
        var connectionString = await server.NewDatabaseAsync("store_expired");
        await using var other = await StartAsync(connectionString, "two", time);
        var leftover = await ScanAsync(other, time);
        time.Advance(TimeSpan.FromMinutes(10));

        await using var store = await StartAsync(connectionString, "one", time);

        Assert.Null(await store.ReadAsync(leftover, 0, Cancel));
    }

    [Fact]
    public async Task Orphans_ofAKilledAppender_goWithTheExpired()
    {
        const string database = "store_orphans";
        await using var store = await StartAsync(await server.NewDatabaseAsync(database), "one", TimeProvider.System);
        await server.QueryAsync(database, "INSERT INTO results SELECT REPEAT('x', 16), 0, 1, 1, 0, 0, NULL, NULL, NULL, 1, 0, NULL, NULL, NULL, NULL");

        await store.DeleteExpiredAsync(Cancel);

        Assert.Empty(await server.QueryAsync(database, "SELECT port FROM results"));
    }

    [Fact]
    public async Task Table_thatIsNotInMemory_isRefused()
    {
        const string database = "store_engine";
        var connectionString = await server.NewDatabaseAsync(database);
        await server.QueryAsync(database, "CREATE TABLE scans (scan_id BINARY(16), node_hash BINARY(16), expires_at BIGINT) ENGINE=InnoDB");

        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => StartAsync(connectionString, "one", TimeProvider.System));

        Assert.Equal(ScanStoreError.WouldKeepData, exception.Error);
        Assert.Contains("MEMORY", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scans")]
    [InlineData("results")]
    [InlineData("limit_keys")]
    [InlineData("limit_counts")]
    [InlineData("limit_leases")]
    public async Task Table_thatIsOnDisk_isFoundByWhoeverLooks_andMissingOnesAreNoFault(string table)
    {
        var database = $"looked_{table}";
        var connectionString = await server.NewDatabaseAsync(database);
        await using var store = new MariaDbScanStore(new MariaDbOptions { ConnectionString = connectionString }, TimeProvider.System);
        await using var limits = new SharedLimits(new SharedLimitOptions(connectionString, ReadOnlyMemory<byte>.Empty, TimeSpan.Zero), TimeProvider.System);
        await store.CheckAsync(Cancel);
        await limits.CheckAsync(Cancel);
        Assert.Empty(await server.QueryAsync(database, "SHOW TABLES"));
        await server.QueryAsync(database, $"CREATE TABLE {table} (n BIGINT) ENGINE=InnoDB");

        var isOfLimits = table.StartsWith("limit", StringComparison.Ordinal);
        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => isOfLimits ? limits.CheckAsync(Cancel) : store.CheckAsync(Cancel));
        Assert.Equal(ScanStoreError.WouldKeepData, exception.Error);
        await (isOfLimits ? store.CheckAsync(Cancel) : limits.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Database_thatDoesNotExist_isSaidToBeSo()
    {
        var connectionString = server.ConnectionStringTo("store_nowhere");

        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => StartAsync(connectionString, "one", TimeProvider.System));

        Assert.Equal(ScanStoreError.Unavailable, exception.Error);
        Assert.Contains("store_nowhere", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_thatAreFull_areSaidToBeSo()
    {
        var options = new MariaDbOptions { ConnectionString = await server.NewDatabaseAsync("store_full"), MaxTableBytes = 1024 * 1024 };
        await using var store = new MariaDbScanStore(options, TimeProvider.System);
        await store.InitializeAsync(Cancel);
        var scan = Samples.NewScan(TimeProvider.System);
        await store.TryCreateAsync(scan, Cancel);
        var results = Enumerable.Range(0, 65536).Select(port => Samples.Syn((ushort)port)).ToList();

        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => store.AppendAsync(scan.Key, results, Cancel));

        Assert.Equal(ScanStoreError.Full, exception.Error);
        await store.DeleteAsync(scan.Key.Id, Cancel);
        Assert.Empty(await server.QueryAsync("store_full", "SELECT port FROM results LIMIT 1"));
    }

    private static async Task<MariaDbScanStore> StartAsync(string connectionString, string node, TimeProvider time)
    {
        var store = new MariaDbScanStore(new MariaDbOptions { ConnectionString = connectionString, Node = node }, time);
        await store.InitializeAsync(Cancel);
        return store;
    }

    private static async Task<ScanKey> ScanAsync(MariaDbScanStore store, TimeProvider? time = null)
    {
        var scan = Samples.NewScan(time ?? TimeProvider.System);
        await store.TryCreateAsync(scan, Cancel);
        await store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel);
        return scan.Key;
    }
}
