using System.Security.Cryptography;
using System.Threading.Channels;

using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Links;
using PortScanner.Cluster.Sealing;
using PortScanner.Cluster.Testers;

namespace PortScanner.Benchmarks.Bus;

/// <summary>A link over a broker for each scan: granted, sealed, kept until it is acknowledged.</summary>
internal sealed class BusRoad : IRowRoad
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly Channel<GrantedLink> _granted = Channel.CreateUnbounded<GrantedLink>();
    private readonly TesterRegistry _registry;
    private readonly WebLinks _links;

    private BusRoad(ThrowAwayBroker broker)
    {
        var (web, tester) = (NewNode("w1"), NewNode("t1"));
        var clock = new TesterClock(TimeProvider.System);
        var seals = new SealKeys(TimeProvider.System);
        var (ofWeb, ofTester) = (Keep(BusOf(broker, web, echoes: true)), Keep(BusOf(broker, tester, echoes: false)));
        Keep(new TesterLinks(
            ofTester, tester, clock, seals, new GrantJudge("t1", Known(web), clock, int.MaxValue), (link, _) => _granted.Writer.TryWrite(link), TimeProvider.System));
        Keep(new TesterBeacon(ofTester, tester, clock, seals, Contents, TimeProvider.System));
        _registry = new TesterRegistry(ofWeb, Known(tester), TimeProvider.System);
        _links = new WebLinks(ofWeb, web, TimeProvider.System);
    }

    public string Name => "broker, sealed";

    public static async Task<BusRoad> CreateAsync(ThrowAwayBroker broker)
    {
        var road = new BusRoad(broker);
        while (road._registry.Fresh.Count == 0)
        {
            await Task.Delay(10);
        }

        return road;
    }

    public async Task<RowLane> OpenAsync()
    {
        WebLink? to;
        while ((to = _registry.Fresh is [var tester] ? _links.Open(tester, 0, new byte[32], "{}"u8.ToArray()) : null) is null)
        {
            await Task.Delay(10);
        }

        var from = await _granted.Reader.ReadAsync();
        return new RowLane(
            batch => from.SendAsync(batch, MessageCare.Kept, CancellationToken.None),
            async () => (await to.ReadAsync(CancellationToken.None))?.Bytes,
            async () =>
            {
                await from.DisposeAsync();
                await to.DisposeAsync();
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _links.DisposeAsync();
        await _registry.DisposeAsync();
        _parts.Reverse();
        foreach (var part in _parts)
        {
            await part.DisposeAsync();
        }
    }

    private static NatsBus BusOf(ThrowAwayBroker broker, NodeIdentity node, bool echoes) =>
        NatsBus.Start(new BusSettings(node.Name, [new Uri(broker.Url)], null, null), echoes, TimeProvider.System, NullLogger.Instance);

    private static NodeIdentity NewNode(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return NodeIdentity.FromPem(name, key.ExportPkcs8PrivateKeyPem());
    }

    private static PeerKeys Known(NodeIdentity node) => PeerKeys.Read(new Dictionary<string, string>(StringComparer.Ordinal) { [node.Name] = node.PublicKey }, "benchmark", []);

    private static HeartbeatContents Contents() =>
        new(TesterState.Ready, new TesterSources("192.0.2.1", null, null), new TesterRoom(125_000, 1_000_000, 1000), 0, "benchmark", "", null, null, 0);

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Add(part);
        return part;
    }
}
