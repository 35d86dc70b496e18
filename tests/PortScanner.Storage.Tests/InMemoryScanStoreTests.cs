using PortScanner.Storage.Factory;
using PortScanner.Storage.Memory;

namespace PortScanner.Storage.Tests;

public sealed class InMemoryScanStoreTests : ScanStoreContract
{
    [Fact]
    public void Factory_withoutConnectionString_makesThisStore()
    {
        Assert.IsType<InMemoryScanStore>(ScanStores.Create(null, Time));
        Assert.IsType<InMemoryScanStore>(ScanStores.Create(" ", Time));
    }

    protected override Task<IScanStore> NewStoreAsync() => Task.FromResult<IScanStore>(new InMemoryScanStore(Time));
}
