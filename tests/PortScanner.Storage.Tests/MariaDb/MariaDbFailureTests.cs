using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>What happens when the server goes away. Each test has a server of its own to stop.</summary>
[Trait("Needs", "MariaDB")]
public sealed class MariaDbFailureTests : IAsyncLifetime
{
    private readonly MariaDbServer _server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Server_gone_isUnavailableForEveryMember()
    {
        await using var store = await NewStoreAsync();
        await store.InitializeAsync(Cancel);
        var scan = Samples.NewScan(TimeProvider.System);
        await store.TryCreateAsync(scan, Cancel);
        await _server.StopAsync();

        Func<Task>[] members =
        [
            () => store.ReadAsync(scan.Key, 0, Cancel),
            () => store.AppendAsync(scan.Key, [Samples.Syn(22)], Cancel),
            () => store.FinishAsync(scan.Key, ScanOutcome.Completed, Cancel),
            () => store.TryCreateAsync(Samples.NewScan(TimeProvider.System), Cancel),
            () => store.CountAsync(Cancel),
            () => store.DeleteAsync(scan.Key.Id, Cancel),
            () => store.DeleteExpiredAsync(Cancel),
            () => store.InitializeAsync(Cancel),
        ];
        foreach (var member in members)
        {
            Assert.Equal(ScanStoreError.Unavailable, (await Assert.ThrowsAsync<ScanStoreException>(member)).Error);
        }
    }

    [Fact]
    public async Task Server_stoppedWhileAppending_isUnavailableWithoutNamingAPort()
    {
        await using var store = await NewStoreAsync();
        await store.InitializeAsync(Cancel);
        var scan = Samples.NewScan(TimeProvider.System);
        await store.TryCreateAsync(scan, Cancel);
        var results = Enumerable.Range(47000, 3000).Select(port => Samples.Syn((ushort)port)).ToList();

        var appending = Task.Run(
            async () =>
            {
                while (await store.AppendAsync(scan.Key, results, Cancel))
                {
                }
            },
            Cancel);
        await Task.Delay(100, Cancel);
        await _server.StopAsync();

        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => appending);
        Assert.Equal(ScanStoreError.Unavailable, exception.Error);
        Assert.DoesNotContain("47", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_thatHangsAgainAndAgain_isUnavailableOrRight()
    {
        await using var store = await NewStoreAsync(";Default Command Timeout=1;Connection Timeout=1");
        await store.InitializeAsync(Cancel);
        var scans = new List<(ScanKey Key, int Rows)>();
        foreach (var rows in Enumerable.Range(1, 16))
        {
            var scan = Samples.NewScan(TimeProvider.System);
            await store.TryCreateAsync(scan, Cancel);
            await store.AppendAsync(scan.Key, [.. Enumerable.Range(1, rows).Select(port => Samples.Syn((ushort)port))], Cancel);
            scans.Add((scan.Key, rows));
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var readers = scans.ConvertAll(scan => Task.Run(() => ReadUntilAsync(store, scan.Key, scan.Rows, over.Token), Cancel));
        foreach (var milliseconds in (int[])[900, 1100, 1900, 2100, 1000])
        {
            await _server.SuspendAsync(TimeSpan.FromMilliseconds(milliseconds), Cancel);
        }

        await over.CancelAsync();
        Assert.True((await Task.WhenAll(readers)).Sum() > 0);
    }

    // How often the answer was right; another ends the test.
    private static async Task<int> ReadUntilAsync(MariaDbScanStore store, ScanKey key, int rows, CancellationToken over)
    {
        var right = 0;
        while (!over.IsCancellationRequested)
        {
            try
            {
                Assert.Equal(rows, (await store.ReadAsync(key, 0, CancellationToken.None))?.Results.Count);
                right++;
            }
            catch (ScanStoreException e)
            {
                Assert.Equal(ScanStoreError.Unavailable, e.Error);
            }
        }

        return right;
    }

    private async Task<MariaDbScanStore> NewStoreAsync(string settings = "") => new(
        new MariaDbOptions { ConnectionString = await _server.NewDatabaseAsync("store_failure") + settings }, TimeProvider.System);
}
