using System.Collections.Concurrent;

using Microsoft.Extensions.Time.Testing;

using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Links;
using PortScanner.Cluster.Sealing;
using PortScanner.Cluster.Testers;

namespace PortScanner.Cluster.Tests;

/// <summary>A web node "w1" and a tester "t1" on a broker in memory, and a clock that a test moves.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly byte[] PlanHash = new byte[32];

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public World(int seed = 1, int scansPerMinute = 600)
    {
        Broker = new MemoryBroker(seed);
        (WebBus, TesterBus) = (Broker.Connect(), Broker.Connect());
        Clock = new TesterClock(Time);
        SealKeys = new SealKeys(Time);
        Judge = new GrantJudge(Tester.Name, Node.Believed(WebNode), Clock, scansPerMinute);
        TesterLinks = new TesterLinks(TesterBus, Tester, Clock, SealKeys, Judge, (link, grant) => Granted.Enqueue((link, grant)), Time, Log);
        WebLinks = new WebLinks(WebBus, WebNode, Time);
        Registry = new TesterRegistry(WebBus, Node.Believed(Tester), Time);
        Beacon = new TesterBeacon(TesterBus, Tester, Clock, SealKeys, () => Contents, Time);
    }

    public static HeartbeatContents Contents { get; } =
        new(TesterState.Ready, new TesterSources("192.0.2.1", null, null), new TesterRoom(10_000, 100_000, 50), 0, "0.1.0", "hash", 10, null, 0);

    public FakeTimeProvider Time { get; } = new();

    public GatheredLog Log { get; } = new();

    public MemoryBroker Broker { get; }

    public MemoryBroker.MemoryBus WebBus { get; }

    public MemoryBroker.MemoryBus TesterBus { get; }

    public NodeIdentity WebNode { get; } = Node.Named("w1");

    public NodeIdentity Tester { get; } = Node.Named("t1");

    public TesterClock Clock { get; }

    public SealKeys SealKeys { get; }

    public GrantJudge Judge { get; }

    public TesterLinks TesterLinks { get; }

    public WebLinks WebLinks { get; }

    public TesterRegistry Registry { get; }

    public TesterBeacon Beacon { get; }

    public ConcurrentQueue<(GrantedLink Link, JudgedGrant Grant)> Granted { get; } = [];

    /// <summary>Lets time pass, and what is posted arrive.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var end = Time.GetUtcNow() + time; Time.GetUtcNow() < end;)
        {
            Time.Advance(Step);
            Broker.Deliver();
            await Task.Yield();
        }
    }

    /// <summary>Lets time pass until something has happened, two minutes at most.</summary>
    public async Task PassUntilAsync(Func<bool> happened)
    {
        for (var end = Time.GetUtcNow() + TimeSpan.FromMinutes(2); !happened();)
        {
            Assert.True(Time.GetUtcNow() < end, "It did not happen within two minutes.");
            await PassAsync(Step);
        }
    }

    /// <summary>Lets the bus become one that silence can be judged by, and the tester be heard.</summary>
    public Task SettleAsync() => PassAsync(LinkTimes.BusGrace + TimeSpan.FromSeconds(0.7));

    /// <summary>Opens a link, and waits for the tester's end of it.</summary>
    public async Task<(WebLink Web, GrantedLink Tester)> OpenAsync()
    {
        var web = Ask();
        await PassUntilAsync(() => !Granted.IsEmpty);
        Assert.True(Granted.TryDequeue(out var granted));
        return (web, granted.Link);
    }

    /// <summary>Asks the tester.</summary>
    public WebLink Ask() => WebLinks.Open(Registry.Fresh.Single(), attempt: 0, PlanHash, "a scan"u8.ToArray())!;

    public async ValueTask DisposeAsync()
    {
        await Beacon.DisposeAsync();
        await Registry.DisposeAsync();
        await WebLinks.DisposeAsync();
        await TesterLinks.DisposeAsync();
        SealKeys.Dispose();
        WebNode.Dispose();
        Tester.Dispose();
    }
}
