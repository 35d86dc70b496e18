using PortScanner.Storage.Factory;
using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

[Trait("Needs", "MariaDB")]
public sealed class MariaDbScanStoreTests(SharedMariaDbServer server) : ScanStoreContract
{
    private const string Database = "store_contract";

    [Fact]
    public async Task Factory_withConnectionString_makesThisStore()
    {
        await using var store = Assert.IsType<MariaDbScanStore>(ScanStores.Create("Server=127.0.0.1", Time));
        Assert.Throws<ArgumentException>(() => ScanStores.Create("Nonsense=1", Time));
    }

    protected override async Task<IScanStore> NewStoreAsync()
    {
        var store = ScanStores.Create(await server.NewDatabaseAsync(Database), Time);
        await store.InitializeAsync(TestContext.Current.CancellationToken);
        return store;
    }

    protected override async Task AssertNoResultsAsync() =>
        Assert.Empty(await server.QueryAsync(Database, "SELECT scan_id FROM results LIMIT 1"));
}
