using System.Globalization;
using System.Net;
using System.Text;

using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>What the database is able to tell about visitors: nothing, neither in its rows nor on its disk.</summary>
[Trait("Needs", "MariaDB")]
public sealed class MariaDbPrivacyTests(SharedMariaDbServer server)
{
    private static readonly IPAddress[] Callers = [IPAddress.Parse("198.51.100.173"), IPAddress.Parse("2001:db8:cafe:17:9:8:7:6543")];
    private static readonly IPAddress[] Responders = [IPAddress.Parse("203.0.113.239"), IPAddress.Parse("2001:db8:beef:71:1:2:3:4567")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_ofLiveScans_holdNoAddressInAnyForm()
    {
        const string database = "store_rows";
        await using var store = await NewStoreAsync(database);
        await ScanAsync(store);

        var scans = await server.QueryAsync(database, "SELECT * FROM scans");
        var results = await server.QueryAsync(database, "SELECT * FROM results");

        Assert.Equal(Callers.Length, scans.Count);
        Assert.Equal(Callers.Length * Responders.Length, results.Count);
        foreach (var cell in scans.Concat(results).SelectMany(row => row).OfType<object>())
        {
            var bytes = cell as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(cell, CultureInfo.InvariantCulture)!);
            Assert.All(Callers.Concat(Responders), address => Assert.DoesNotContain(Forms(address), form => Contains(bytes, form)));
        }
    }

    [Fact]
    public async Task SameResponder_sealedTwice_looksDifferent()
    {
        const string database = "store_sealed";
        await using var store = await NewStoreAsync(database);
        await ScanAsync(store);

        var boxes = await server.QueryAsync(database, "SELECT HEX(sealed_responder) FROM results");

        Assert.Equal(boxes.Count, boxes.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public async Task Tables_created_areInMemory()
    {
        const string database = "store_tables";
        await using var store = await NewStoreAsync(database);

        var tables = await server.QueryAsync(
            "mysql", $"SELECT COUNT(*), SUM(engine = 'MEMORY') FROM information_schema.tables WHERE table_schema = '{database}'");

        Assert.Equal(2L, Convert.ToInt64(tables[0][0], CultureInfo.InvariantCulture));
        Assert.Equal(2L, Convert.ToInt64(tables[0][1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Disk_afterScans_holdsNoAddress()
    {
        const string database = "store_disk";
        await using var store = await NewStoreAsync(database);
        Assert.SkipUnless(Directory.Exists(server.Folder), "the server's files cannot be searched: it was started by somebody else");
        var control = IPAddress.Parse("2001:db8:c0:ffee:1:2:3:4");
        await server.QueryAsync(database, $"CREATE TABLE control (address TEXT) ENGINE=Aria");
        await server.QueryAsync(database, $"INSERT INTO control VALUES ('{control}')");
        await ScanAsync(store);
        await server.QueryAsync(database, "FLUSH TABLES control");

        // Four bytes occur by chance in files of this size, so packed IPv4 addresses are looked for in their 16-byte form.
        var canaries = Callers.Concat(Responders).SelectMany(Forms).Where(form => form.Length > 4).ToList();
        var files = await Task.WhenAll(Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "socket")
            .Select(file => File.ReadAllBytesAsync(file, Cancel)));

        Assert.Contains(files, file => Contains(file, Encoding.ASCII.GetBytes(control.ToString())));
        Assert.All(files, file => Assert.DoesNotContain(canaries, canary => Contains(file, canary)));
    }

    private static async Task ScanAsync(MariaDbScanStore store)
    {
        foreach (var caller in Callers)
        {
            var scan = Samples.NewScan(TimeProvider.System, caller);
            Assert.True((await store.TryCreateAsync(scan, Cancel)).Created);
            Assert.True(await store.AppendAsync(
                scan.Key, [.. Responders.Select((address, port) => Samples.Indirect((ushort)port, address.ToString()))], Cancel));
        }
    }

    private static IEnumerable<byte[]> Forms(IPAddress address) =>
    [
        address.GetAddressBytes(),
        address.MapToIPv6().GetAddressBytes(),
        Encoding.ASCII.GetBytes(address.ToString()),
        Encoding.ASCII.GetBytes(Convert.ToHexString(address.GetAddressBytes())),
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(address.GetAddressBytes())),
    ];

    private static bool Contains(byte[] text, byte[] part) => text.AsSpan().IndexOf(part) >= 0;

    private async Task<MariaDbScanStore> NewStoreAsync(string database)
    {
        var options = new MariaDbOptions { ConnectionString = await server.NewDatabaseAsync(database) };
        var store = new MariaDbScanStore(options, TimeProvider.System);
        await store.InitializeAsync(Cancel);
        return store;
    }
}
