using System.Collections.Concurrent;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Links;
using PortScanner.Cluster.Sealing;
using PortScanner.Cluster.Testers;
using PortScanner.Cluster.Tests.Bus;

namespace PortScanner.Cluster.Tests.Links;

/// <summary>Many links over a real broker that is mistreated meanwhile.</summary>
[Trait("Needs", "nats-server")]
public sealed class BrokerLinkTests
{
    private const int Links = 50;
    private const int Rows = 200;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_rows_arrive_once_and_in_order_though_the_broker_is_killed_asked_to_end_and_hangs()
    {
        await using var server = await NatsServer.StartAsync();
        await using var cluster = new Cluster([server]);
        var scans = await cluster.ScanAsync();
        await Task.Delay(300, Cancelled);
        await server.KillAsync();
        await Task.Delay(600, Cancelled);
        await server.StartAgainAsync();
        await Task.Delay(800, Cancelled);
        await server.StopAsync();
        await server.StartAgainAsync();
        await Task.Delay(500, Cancelled);
        await server.SuspendAsync();
        await Task.Delay(1500, Cancelled);
        await server.ResumeAsync();

        Assert.All(await Task.WhenAll(scans), scan => Assert.Equal(Enumerable.Range(0, Rows), scan.Rows));
        Assert.All(await Task.WhenAll(scans), scan => Assert.Equal(LinkEnd.Completed, scan.Link.End));
        Assert.Equal(Links, cluster.Granted);
    }

    [Fact]
    public async Task All_rows_arrive_though_each_of_three_servers_of_the_broker_is_killed_or_hangs_in_turn()
    {
        var servers = await NatsServer.StartClusterAsync(3);
        try
        {
            await using var cluster = new Cluster(servers);
            var scans = await cluster.ScanAsync();
            await servers[0].KillAsync();
            await Task.Delay(500, Cancelled);
            await servers[0].StartAgainAsync();
            await Task.Delay(500, Cancelled);
            await servers[1].StopAsync();
            await Task.Delay(500, Cancelled);
            await servers[1].StartAgainAsync();
            await Task.Delay(500, Cancelled);
            await servers[2].SuspendAsync();

            Assert.All(await Task.WhenAll(scans), scan => Assert.Equal(Enumerable.Range(0, Rows), scan.Rows));
            Assert.All(await Task.WhenAll(scans), scan => Assert.Equal(LinkEnd.Completed, scan.Link.End));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Broker_that_stays_away_ends_leases_and_loses_nobody()
    {
        await using var server = await NatsServer.StartAsync();
        await using var cluster = new Cluster([server]);
        var scans = await cluster.ScanAsync();
        await Task.Delay(300, Cancelled);
        await server.StopAsync();
        await NatsBusTests.UntilAsync(() => cluster.Served.All(task => task.IsCompleted));

        // The testers have given up; nobody has told the web node, which knows that it cannot know.
        Assert.All(await Task.WhenAll(cluster.Served), end => Assert.Equal(LinkEnd.LeaseOver, end));
        Assert.All(scans, scan => Assert.False(scan.IsCompleted));
        Assert.True(cluster.WebLinks.BusIllFor > TimeSpan.FromSeconds(3));

        await server.StartAgainAsync();
        Assert.All(await Task.WhenAll(scans), scan => Assert.Equal(LinkEnd.Lost, scan.Link.End));
        Assert.All(await Task.WhenAll(scans), scan => Assert.Equal(Enumerable.Range(0, scan.Rows.Count), scan.Rows));
    }

    // A web node and a tester that tells some rows, slowly.
    private sealed class Cluster : IAsyncDisposable
    {
        private readonly NodeIdentity _webNode = Node.Named("w1");
        private readonly NodeIdentity _tester = Node.Named("t1");
        private readonly NatsBus _webBus;
        private readonly NatsBus _testerBus;
        private readonly TesterRegistry _registry;
        private readonly TesterBeacon _beacon;
        private readonly TesterLinks _testerLinks;
        private readonly SealKeys _sealKeys = new(TimeProvider.System);

        public Cluster(IReadOnlyList<NatsServer> servers)
        {
            var clock = new TesterClock(TimeProvider.System);
            _webBus = NatsBusTests.Start(servers, "w1");
            _testerBus = NatsBusTests.Start(servers, "t1", echoes: false);
            var judge = new GrantJudge("t1", Node.Believed(_webNode), clock, scansPerMinute: 600);
            _testerLinks = new TesterLinks(_testerBus, _tester, clock, _sealKeys, judge, (link, _) => Served.Add(ServeAsync(link)), TimeProvider.System);
            WebLinks = new WebLinks(_webBus, _webNode, TimeProvider.System);
            _registry = new TesterRegistry(_webBus, Node.Believed(_tester), TimeProvider.System);
            _beacon = new TesterBeacon(_testerBus, _tester, clock, _sealKeys, () => World.Contents, TimeProvider.System);
        }

        public WebLinks WebLinks { get; }

        public ConcurrentBag<Task<LinkEnd?>> Served { get; } = [];

        public int Granted => Served.Count;

        public async Task<List<Task<(WebLink Link, List<int> Rows)>>> ScanAsync()
        {
            await NatsBusTests.IsWellAsync(_webBus);
            await NatsBusTests.UntilAsync(() => _registry.Fresh.Count == 1);
            var scans = Enumerable.Range(0, Links).Select(_ => ReadAsync(WebLinks.Open(_registry.Fresh.Single(), 0, World.PlanHash, "a scan"u8.ToArray())!)).ToList();
            await NatsBusTests.UntilAsync(() => Granted == Links);
            return scans;
        }

        public async ValueTask DisposeAsync()
        {
            await _beacon.DisposeAsync();
            await _registry.DisposeAsync();
            await WebLinks.DisposeAsync();
            await _testerLinks.DisposeAsync();
            await _webBus.DisposeAsync();
            await _testerBus.DisposeAsync();
            _sealKeys.Dispose();
            _webNode.Dispose();
            _tester.Dispose();
        }

        private static async Task<(WebLink Link, List<int> Rows)> ReadAsync(WebLink link)
        {
            var rows = new List<int>();
            while (await link.ReadAsync(CancellationToken.None) is { } message)
            {
                rows.Add(BitConverter.ToInt32(message.Bytes.Span));
            }

            return (link, rows);
        }

        private static async Task<LinkEnd?> ServeAsync(GrantedLink link)
        {
            try
            {
                for (var row = 0; row < Rows; row++)
                {
                    await link.SendAsync(BitConverter.GetBytes(row), MessageCare.Kept, CancellationToken.None);
                    await Task.Delay(20, CancellationToken.None);
                }

                link.Close(LinkEnd.Completed);
            }
            catch (LinkEndedException)
            {
                // The lease is over.
            }

            return link.End;
        }
    }
}
