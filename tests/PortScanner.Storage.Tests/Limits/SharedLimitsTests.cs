using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

using PortScanner.Storage.Limits;
using PortScanner.Storage.Memory;
using PortScanner.Storage.Tests.MariaDb;

namespace PortScanner.Storage.Tests.Limits;

/// <summary>What two nodes of one database count together, on a real server.</summary>
[Trait("Needs", "MariaDB")]
public sealed class SharedLimitsTests(SharedMariaDbServer server) : IAsyncLifetime
{
    private const string Database = "shared_limits";
    private const int Many = 1000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly IPAddress Household = IPAddress.Parse("2001:db8:cafe:17::1");
    private static readonly IPAddress V4 = IPAddress.Parse("198.51.100.173");

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly List<SharedLimits> _nodes = [];
    private string _connectionString = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _connectionString = await server.NewDatabaseAsync(Database);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Address_askedForFiftyTimesAtOnceOverTwoNodes_hasOneScan()
    {
        var (one, other) = (Store(await NodeAsync()), Store(await NodeAsync()));
        var scans = Enumerable.Range(0, 50).Select(_ => Samples.NewScan(TimeProvider.System, V4)).ToList();

        var creations = await Task.WhenAll(scans.Select((scan, i) => (i % 2 == 0 ? one : other).TryCreateAsync(scan, Cancel)));

        var first = Assert.Single(scans.Zip(creations), pair => pair.Second.Created).First;
        Assert.Equal(1, await one.CountAsync(Cancel) + await other.CountAsync(Cancel));
        Assert.All(creations, creation => Assert.True(Math.Abs((creation.LiveScanEndsBy - first.EndsBy).TotalMinutes) < 1));
        await one.DeleteAsync(first.Key.Id, Cancel);
        await other.DeleteAsync(first.Key.Id, Cancel);
        Assert.True((await other.TryCreateAsync(Samples.NewScan(TimeProvider.System, V4), Cancel)).Created);
        Assert.False((await one.TryCreateAsync(Samples.NewScan(TimeProvider.System, V4.MapToIPv6()), Cancel)).Created);
        Assert.True((await one.TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);
    }

    [Theory]
    [InlineData(64, 4)]
    [InlineData(48, 8)]
    public async Task Network_askedForFiftyTimesAtOnceOverTwoNodes_hasItsNumberAndNoMore(int prefixLength, int most)
    {
        var (one, other) = (await NodeAsync(), await NodeAsync());
        var ask = Ask() with { AtOnce = [new(prefixLength, most)] };

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => (i % 2 == 0 ? one : other).AskAsync(Of(i, prefixLength), ask, Cancel)));

        Assert.Equal(most, answers.Count(answer => answer.Place is not null));
        Assert.All(answers.Where(answer => answer.Place is null), answer => Assert.Equal((SharedRefusal.AtOnce, 0), (answer.Refusal, answer.Index)));
        await one.EndAsync(answers.First(answer => answer.Place is not null).Place!, TimeSpan.Zero);
        Assert.NotNull((await other.AskAsync(Of(99, prefixLength), ask, Cancel)).Place);
        Assert.Null((await one.AskAsync(Of(98, prefixLength), ask, Cancel)).Place);
        Assert.NotNull((await one.AskAsync(IPAddress.Parse("2001:db8:beef::1"), ask, Cancel)).Place);
    }

    [Fact]
    public async Task Count_overTwoNodes_isExactAndGivenBackByWhoDidNotBegin()
    {
        var (one, other) = (await NodeAsync(), await NodeAsync());
        var ask = new SharedAsk([new(64, Many), new(48, 20), new(0, 25)], [new(64, Many)], 128);

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => (i % 2 == 0 ? one : other).AskAsync(Household, ask, Cancel)));

        var granted = answers.Where(answer => answer.Place is not null).ToList();
        Assert.Equal(20, granted.Count);
        Assert.All(answers.Except(granted), answer => Assert.Equal((SharedRefusal.Count, 1), (answer.Refusal, answer.Index)));
        Assert.Equal([20, 20, 20], (await one.AskAsync(Household, ask, Cancel)).Counted);
        await one.GiveBackAsync(granted[0].Place!);
        Assert.Equal([19, 19, 19], (await other.AskAsync(Household, ask with { Counts = [new(64, 0), new(48, 0), new(0, 0)] }, Cancel)).Counted);
        Assert.Equal(19L, await CountAsync("SELECT COUNT(*) FROM limit_leases"));

        // What others used up is told last.
        for (var i = 0; i < 6; i++)
        {
            Assert.NotNull((await other.AskAsync(IPAddress.Parse($"2001:db8:{i}::1"), ask, Cancel)).Place);
        }

        var everyone = await one.AskAsync(V4, ask with { Counts = [new(32, Many), new(0, 25)], AtOnce = [], AddressLength = 32 }, Cancel);
        Assert.Equal((SharedRefusal.Count, 1), (everyone.Refusal, everyone.Index));
    }

    [Fact]
    public async Task Address_whoseScanEnded_restsOnAllNodes()
    {
        var (one, other) = (await NodeAsync(), await NodeAsync());
        await one.EndAsync((await one.AskAsync(V4, V4Ask(), Cancel)).Place!, TimeSpan.FromMinutes(1));

        var answer = await other.AskAsync(V4, V4Ask(), Cancel);

        Assert.Equal(SharedRefusal.Rest, answer.Refusal);
        Assert.InRange(answer.Rest.TotalSeconds, 1, 60);
        Assert.NotNull((await other.AskAsync(IPAddress.Parse("198.51.100.174"), V4Ask(), Cancel)).Place);
        await LetPassAsync(TimeSpan.FromMinutes(1));
        Assert.NotNull((await other.AskAsync(V4, V4Ask(), Cancel)).Place);
    }

    [Fact]
    public async Task Visitor_ofANodeThatWasKilled_isFreeAfterTheLease()
    {
        var (killed, other) = (await NodeAsync(), await NodeAsync());
        var ask = Ask() with { AtOnce = [new(64, 1)] };
        var before = Samples.NewScan(TimeProvider.System, Household);
        Assert.NotNull((await killed.AskAsync(Household, ask, Cancel)).Place);
        Assert.True((await Store(killed).TryCreateAsync(before, Cancel)).Created);

        await LetPassAsync(SharedLimits.Lease - TimeSpan.FromSeconds(3));
        await other.RenewAsync(Cancel);
        Assert.Null((await other.AskAsync(Household, ask, Cancel)).Place);
        Assert.False((await Store(other).TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);

        await LetPassAsync(TimeSpan.FromSeconds(3));
        await other.RenewAsync(Cancel);
        Assert.NotNull((await other.AskAsync(Household, ask, Cancel)).Place);
        Assert.True((await Store(other).TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);
        Assert.True(SharedLimits.Lease + SharedLimits.Renewal <= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Scan_thatGoesOn_keepsItsLeasesAsLongAsItsNodeRenewsThem()
    {
        var (one, other) = (await NodeAsync(), await NodeAsync());
        var ask = Ask() with { AtOnce = [new(64, 1)] };
        var place = (await one.AskAsync(Household, ask, Cancel)).Place!;
        Assert.True((await Store(one).TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);
        for (var i = 0; i < 5; i++)
        {
            await LetPassAsync(SharedLimits.Renewal);
            await one.RenewAsync(Cancel);
            await other.RenewAsync(Cancel);
        }

        Assert.Equal(SharedRefusal.AtOnce, (await other.AskAsync(Household, ask, Cancel)).Refusal);
        Assert.False((await Store(other).TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);
        await one.EndAsync(place, TimeSpan.Zero);
        Assert.NotNull((await other.AskAsync(Household, ask, Cancel)).Place);
    }

    [Fact]
    public async Task Leases_thatTheDatabaseLost_areMadeAgain()
    {
        var (one, other) = (await NodeAsync(), await NodeAsync());
        var ask = Ask() with { AtOnce = [new(64, 1)] };
        Assert.NotNull((await one.AskAsync(Household, ask, Cancel)).Place);
        Assert.True((await Store(one).TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);
        foreach (var table in new[] { "limit_leases", "limit_counts", "limit_keys" })
        {
            await server.QueryAsync(Database, $"DELETE FROM {table}");
        }

        await one.RenewAsync(Cancel);

        Assert.Equal(SharedRefusal.AtOnce, (await other.AskAsync(Household, ask, Cancel)).Refusal);
        Assert.False((await Store(other).TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);
    }

    [Fact]
    public async Task Window_thatIsOver_leavesNoCountAndNoKey()
    {
        var window = TimeSpan.FromSeconds(2);
        var node = await NodeAsync(window);
        var ask = V4Ask() with { Counts = [new(32, 1), new(0, Many)] };
        var answer = await node.AskAsync(V4, ask, Cancel);
        var again = await node.AskAsync(V4, ask, Cancel);
        Assert.True(answer.Reset <= window);

        // Unless the window ended just there.
        Assert.True(again.Place is null || again.Reset > answer.Reset);
        await Task.Delay(again.Reset + TimeSpan.FromMilliseconds(50), Cancel);
        await node.RenewAsync(Cancel);
        Assert.Equal(0L, await CountAsync("SELECT COUNT(*) FROM limit_counts"));
        Assert.Equal(0L, await CountAsync("SELECT COUNT(*) FROM limit_keys WHERE kind = 0"));
        Assert.Equal([0, 0], (await node.AskAsync(V4, ask with { Counts = [new(32, 0), new(0, 0)] }, Cancel)).Counted);
    }

    [Fact]
    public async Task Claim_ofAKeyThatIsOver_stillHolds_andTheKeyGoesWithIt()
    {
        var (one, other) = (await NodeAsync(), await NodeAsync());
        var store = Store(one);
        var scan = Samples.NewScan(TimeProvider.System, V4);
        Assert.True((await store.TryCreateAsync(scan, Cancel)).Created);
        await server.QueryAsync(Database, "UPDATE limit_keys SET ends_at = 1 WHERE kind = 1");
        await server.QueryAsync(Database, "UPDATE limit_leases SET key_ends_at = 1");

        await other.RenewAsync(Cancel);
        Assert.False((await Store(other).TryCreateAsync(Samples.NewScan(TimeProvider.System, V4), Cancel)).Created);
        Assert.Equal(2L, await CountAsync("SELECT COUNT(*) FROM limit_keys WHERE kind = 1"));

        await store.DeleteAsync(scan.Key.Id, Cancel);
        await other.RenewAsync(Cancel);
        Assert.Equal(1L, await CountAsync("SELECT COUNT(*) FROM limit_keys WHERE kind = 1"));
        Assert.True((await Store(other).TryCreateAsync(Samples.NewScan(TimeProvider.System, V4), Cancel)).Created);
    }

    [Fact]
    public async Task Scan_thatExpired_isHeldNoLonger()
    {
        var time = new ManualTime();
        var node = new SharedLimits(new SharedLimitOptions(_connectionString, _secret, Window), time);
        _nodes.Add(node);
        await node.InitializeAsync(Cancel);
        Assert.True((await new ClaimingScanStore(new InMemoryScanStore(time), node, time).TryCreateAsync(Samples.NewScan(time, V4), Cancel)).Created);
        time.Advance(TimeSpan.FromMinutes(11));
        await LetPassAsync(TimeSpan.FromSeconds(14));
        await node.RenewAsync(Cancel);
        await LetPassAsync(TimeSpan.FromSeconds(1));
        await node.RenewAsync(Cancel);
        Assert.Equal(0L, await CountAsync("SELECT COUNT(*) FROM limit_leases"));
    }

    [Fact]
    public async Task Database_thatIsAway_letsNothingBegin()
    {
        await using var node = new SharedLimits(new SharedLimitOptions("Server=127.0.0.1;Port=1;Database=none;User ID=none", _secret, Window), TimeProvider.System);
        var store = Store(node);
        await Assert.ThrowsAsync<ScanStoreException>(() => node.AskAsync(V4, V4Ask(), Cancel));
        await Assert.ThrowsAsync<ScanStoreException>(() => store.TryCreateAsync(Samples.NewScan(TimeProvider.System, V4), Cancel));
        await Assert.ThrowsAsync<ScanStoreException>(() => store.CheckAsync(Cancel));
        Assert.Equal(0, await store.CountAsync(Cancel));
    }

    [Fact]
    public async Task Names_inRowsAndOnDisk_areOfNobody_andOthersUnderAnotherSecret()
    {
        var node = await NodeAsync();
        var ask = new SharedAsk([new(64, Many), new(48, Many), new(0, Many)], [new(64, Many), new(48, Many)], 128);
        await node.EndAsync((await node.AskAsync(Household, ask, Cancel)).Place!, TimeSpan.FromMinutes(1));
        Assert.NotNull((await node.AskAsync(IPAddress.Parse("2001:db8:cafe:17::2"), ask, Cancel)).Place);
        Assert.True((await Store(node).TryCreateAsync(Samples.NewScan(TimeProvider.System, Household), Cancel)).Created);
        var cells = new List<byte[]>();
        foreach (var table in new[] { "limit_leases", "limit_counts", "limit_keys" })
        {
            cells.AddRange((await server.QueryAsync(Database, $"SELECT * FROM {table}")).SelectMany(row => row).OfType<object>()
                .Select(cell => cell as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(cell, CultureInfo.InvariantCulture)!)));
        }

        Assert.True(cells.Count > 20);
        var network = Household.GetAddressBytes()[..8];
        Assert.All(cells, cell => Assert.True(cell.AsSpan().IndexOf(network) < 0));
        Assert.Equal(0L, await CountAsync("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND engine <> 'MEMORY'"));

        var stranger = new SharedLimits(new SharedLimitOptions(_connectionString, RandomNumberGenerator.GetBytes(32), Window), TimeProvider.System);
        _nodes.Add(stranger);
        Assert.Equal([0, 0, 0], (await stranger.AskAsync(Household, ask, Cancel)).Counted);
    }

    private static SharedAsk Ask() => new([new(64, Many), new(48, Many), new(0, Many)], [], 128);

    private static SharedAsk V4Ask() => new([new(32, Many), new(0, Many)], [], 32);

    private static IPAddress Of(int i, int prefixLength) =>
        IPAddress.Parse(prefixLength == 64 ? $"2001:db8:cafe:17::{i:x}" : $"2001:db8:cafe:{i:x}::1");

    private static ClaimingScanStore Store(SharedLimits node) => new(new InMemoryScanStore(TimeProvider.System), node, TimeProvider.System);

    private async Task<SharedLimits> NodeAsync(TimeSpan? window = null)
    {
        var node = new SharedLimits(new SharedLimitOptions(_connectionString, _secret, window ?? Window), TimeProvider.System);
        _nodes.Add(node);
        await node.InitializeAsync(Cancel);
        return node;
    }

    // As if the time had passed on the database's clock.
    private async Task LetPassAsync(TimeSpan time) => await server.QueryAsync(
        Database, string.Create(CultureInfo.InvariantCulture, $"UPDATE limit_leases SET until_ms = until_ms - {(long)time.TotalMilliseconds}"));

    private async Task<object?> CountAsync(string sql) => (await server.QueryAsync(Database, sql))[0][0];
}
