using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Links;
using PortScanner.Cluster.Options;
using PortScanner.Cluster.Testers;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Cluster.Asking;
using PortScanner.Web.Features.Cluster.Testing;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Reach;
using PortScanner.Web.Tests.Features.Tester;

namespace PortScanner.Web.Tests.Features.Cluster;

/// <summary>A web node and testers on a bus within the process, with engines that send nothing.</summary>
internal sealed class SmallCluster : IAsyncDisposable
{
    public static readonly IPAddress Visitor = IPAddress.Parse("192.0.2.7");

    private static readonly TesterRoom Room = new(10_000, 100_000, 50);

    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _webNodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _testers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClusterTester> _running = new(StringComparer.Ordinal);
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly List<IDisposable> _keys = [];
    private TesterLosses? _losses;

    public SmallCluster(ScanSpread spread = ScanSpread.None, bool secondOpinion = false)
    {
        foreach (var name in (string[])["w1", "stranger", "t1", "t2", "t3"])
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            _secrets.Add(name, key.ExportPkcs8PrivateKeyPem());
            if (name != "stranger")
            {
                (name[0] == 'w' ? _webNodes : _testers).Add(name, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
            }
        }

        Engine = WebNode("w1", "w1", spread, secondOpinion);
    }

    public LocalBus Bus { get; } = new();

    /// <summary>What web nodes count of testers.</summary>
    public TesterCounts Counts { get; } = new();

    /// <summary>The clock of <see cref="Losses"/>.</summary>
    public FakeTimeProvider LossTime { get; } = new();

    /// <summary>Which testers were lost.</summary>
    public TesterLosses Losses => _losses ??= new TesterLosses(LossTime);

    /// <summary>The scans that run for web nodes.</summary>
    public RunningScans Running { get; } = new(TimeProvider.System);

    /// <summary>The web node's engine.</summary>
    public ClusterScanEngine Engine { get; }

    /// <summary>What testers tell of the ports that their networks filter.</summary>
    public Dictionary<string, TesterFilters> Filters { get; } = new(StringComparer.Ordinal);

    /// <summary>The testers' engines.</summary>
    public Dictionary<string, ScriptedEngine> Engines { get; } = new(StringComparer.Ordinal);

    /// <summary>A plan.</summary>
    public static ScanPlan Plan(string ports = "22,80", bool firewall = false)
    {
        Assert.True(PortSpecification.TryParse(ports, out var specification, out _));
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = specification, Options = ScanOptions.Default with { Firewall = firewall } }, out var plan, out _));
        return plan;
    }

    /// <summary>The engine of a web node that calls itself something, with somebody's key.</summary>
    public ClusterScanEngine WebNode(string name, string keyOf, ScanSpread spread = ScanSpread.None, bool secondOpinion = false)
    {
        var settings = Settings(name, spread, secondOpinion);
        var node = Keep(NodeIdentity.FromPem(name, _secrets[keyOf]));
        var registry = Keep(new TesterRegistry(Bus, Peers(_testers), TimeProvider.System));
        var links = Keep(new WebLinks(Bus, node, TimeProvider.System));
        var roster = new TesterRoster(registry, settings, Losses);
        var calls = new TesterCalls(links, roster, Counts, TimeProvider.System, NullLogger<TesterCalls>.Instance);
        return new ClusterScanEngine(settings, Bus, roster, Losses, calls, Running, TimeProvider.System, NullLogger<ClusterScanEngine>.Instance);
    }

    /// <summary>Starts a tester, and waits until it was heard.</summary>
    public async Task<ScriptedEngine> StartTesterAsync(string name, ScanAdmission? admission = null, ScanLimitSettings? limits = null, UdpPayloads? payloads = null)
    {
        var engine = new ScriptedEngine();
        Engines[name] = engine;
        var keys = Keep(new ClusterKeys(NodeIdentity.FromPem(name, _secrets[name]), Peers(_webNodes), Peers(_testers)));
        var scan = new GrantedScan(
            engine, admission ?? Targets.Admission, new ScanLimits(limits ?? AdmissionSettings.Create(new AdmissionOptions { Cooldown = TimeSpan.Zero }).Limits, TimeProvider.System),
            payloads ?? UdpPayloads.Empty, Keep(new ReachService([], TimeProvider.System, NullLogger<ReachService>.Instance)), TimeProvider.System, NullLogger.Instance);
        var tester = Keep(new ClusterTester(Settings(name, ScanSpread.None), keys, Bus, (draining, running) => Tell(name, draining, running), scan, TimeProvider.System, NullLogger<ClusterTester>.Instance));
        _running[name] = tester;
        await tester.StartAsync(CancellationToken.None);
        while (Bus.PostedOn($"ps.hb.{name}").Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await Bus.DeliveredAsync();
        return engine;
    }

    /// <summary>Tells a tester to stop.</summary>
    public Task StopTesterAsync(string name) => _running[name].StopAsync(CancellationToken.None);

    /// <summary>Begins a scan, and fails if none begins.</summary>
    public async Task<BegunScan> BegunAsync(string ports = "22,80", ScanProgress? progress = null, bool firewall = false) => Assert.IsType<BegunScan>(
        await Engine.BeginAsync(Targets.Of(Visitor), Plan(ports, firewall), new StayingVisitor(), progress, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }

        _keys.ForEach(key => key.Dispose());
    }

    private static ClusterSettings Settings(string name, ScanSpread spread, bool secondOpinion = false) =>
        new(new ClusterOptions { Bus = ["nats://127.0.0.1:4222"], Node = name, DrainTime = TimeSpan.Zero, SecondOpinion = secondOpinion }, [], [], spread);

    private HeartbeatContents Tell(string name, bool isDraining, int running) =>
        new(isDraining ? TesterState.Draining : TesterState.Ready, new TesterSources("192.0.2.1", null, null), Room, running, "1", "", 10, Filters.GetValueOrDefault(name), 0);

    private PeerKeys Peers(Dictionary<string, string> keys)
    {
        var errors = new List<string>();
        var peers = PeerKeys.Read(keys, "Cluster", errors);
        _keys.Add(peers);
        Assert.Empty(errors);
        return peers;
    }

    private T Keep<T>(T part)
    {
        if (part is IAsyncDisposable ending)
        {
            _parts.Add(ending);
        }
        else if (part is IDisposable disposable)
        {
            _keys.Add(disposable);
        }

        return part;
    }
}
