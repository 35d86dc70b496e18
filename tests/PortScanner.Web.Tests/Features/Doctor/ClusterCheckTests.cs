using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Options;
using PortScanner.Cluster.Sealing;
using PortScanner.Cluster.Testers;
using PortScanner.Cluster.Tests.Bus;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Engine.Options;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Tests.Features.Doctor;

/// <summary>What the doctor finds of a real broker, and of testers that speak over it.</summary>
[Trait("Needs", "nats-server")]
public sealed class ClusterCheckTests(ShippedBroker broker) : IClassFixture<ShippedBroker>, IDisposable
{
    private static readonly HeartbeatContents Contents = new(
        TesterState.Ready, new TesterSources("192.0.2.1", "2001:db8::1", null), new TesterRoom(1000, 100000, 20), 0, "1.2.3",
        Convert.ToBase64String(PlanHash.OfMachine(UdpPayloads.Empty)), null, null, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-doctor-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Broker_as_it_is_shipped_is_right_and_each_tester_is_told()
    {
        NatsServer.Require();
        var (webKey, testerKey) = (NewKey("w1"), NewKey("t1"));
        using var tester = NodeIdentity.FromPem("t1", await File.ReadAllTextAsync(PathOf("t1"), TestContext.Current.CancellationToken));
        await using var bus = NatsBus.Start(
            new BusSettings("t1", [new Uri(Url)], broker.Users["t1"].Seed, broker.CaFile), echoes: false, TimeProvider.System, NullLogger.Instance);
        using var seals = new SealKeys(TimeProvider.System);
        await using var beacon = new TesterBeacon(bus, tester, new TesterClock(TimeProvider.System), seals, () => Contents, TimeProvider.System);

        var found = await LookAsync(ProcessRole.Web, Options("w1", Url) with { Testers = new() { ["t1"] = testerKey, ["t2"] = webKey } });

        Assert.Equal([Severity.Ok, Severity.Ok, Severity.Ok, Severity.Ok, Severity.Wrong], found.Select(result => result.Severity));
        Assert.Equal(["bus", "bus rights", "echo", "tester", "tester"], found.Select(result => result.Subject));
        Assert.Matches("^The broker, nats-server [0-9.]+, asks for a key, encrypts, and keeps nothing.$", found[0].Sentence);
        Assert.Equal("t1, version 1.2.3, is ready for both families, with room for 20 scans.", found[3].Sentence);
        Assert.Equal("t2 is not heard.", found[4].Sentence);
    }

    [Theory]
    [InlineData(0, 0, "scans.")]
    [InlineData(2, 0, "scans; its network filters 2 ports of IPv4.")]
    [InlineData(2, 3, "scans; its network filters 2 ports of IPv4 and 3 ports of IPv6.")]
    public void What_a_testers_network_filters_is_told_by_family(int v4, int v6, string end)
    {
        var told = Contents with { Filtered = new TesterFilters(new FilteredPorts("4", v4), new FilteredPorts("6", v6)) };
        var tester = new KnownTester(new Heartbeat(Heartbeat.SpokenProtocol, "t1", 1, 1, Array.Empty<byte>(), told), 0);
        var settings = new ClusterSettings(new ClusterOptions { Testers = new Dictionary<string, string>(StringComparer.Ordinal) { ["t1"] = "" } }, [], [], ScanSpread.Udp);
        Assert.EndsWith(end, Assert.Single(TesterRows.Of(settings, [tester], _ => TimeSpan.Zero, Contents.PlanHash)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tester_is_told_that_its_rights_are_right()
    {
        NatsServer.Require();
        var found = await LookAsync(ProcessRole.Tester, Options("t2", Url) with { WebNodes = new() { ["w1"] = NewKey("w1") } });
        Assert.Equal([Severity.Ok, Severity.Ok], found.Select(result => result.Severity));
        Assert.Equal(["bus", "bus rights"], found.Select(result => result.Subject));
    }

    // The login of w1 under the name of w2: what w2 needs, w1 has no right to.
    [Fact]
    public async Task Node_with_the_rights_of_another_is_not_let_in()
    {
        NatsServer.Require();
        var found = Assert.Single(await LookAsync(ProcessRole.Web, Options("w2", Url, "w1") with { Testers = new() { ["t1"] = NewKey("t1") } }));
        Assert.Equal((Severity.Wrong, "bus"), (found.Severity, found.Subject));
    }

    [Fact]
    public async Task Broker_that_asks_nobody_and_could_keep_messages_is_wrong()
    {
        await using var open = await NatsServer.StartAsync($"jetstream {{ store_dir: \"{_folder}/store\" }}");
        var found = await LookAsync(ProcessRole.Tester, Options("t1", $"nats://127.0.0.1:{open.Port}") with { WebNodes = new() { ["w1"] = NewKey("w1") }, NKeyFile = null });
        Assert.Equal((Severity.Wrong, Severity.Notice), (found[0].Severity, found[1].Severity));
        Assert.Contains("asks nobody for a key and does not encrypt and could keep messages", found[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TesterState.Sick, true, 0L, false, nameof(Severity.Wrong), "cannot test")]
    [InlineData(TesterState.Draining, true, 0L, false, nameof(Severity.Notice), "takes no more scans")]
    [InlineData(TesterState.Ready, false, 0L, false, nameof(Severity.Wrong), "makes other plans")]
    [InlineData(TesterState.Ready, true, 3001L, true, nameof(Severity.Wrong), "hears no reflector")]
    [InlineData(TesterState.Ready, true, null, true, nameof(Severity.Wrong), "hears no reflector")]
    [InlineData(TesterState.Ready, true, 3000L, true, nameof(Severity.Ok), "is ready")]
    [InlineData(TesterState.Ready, true, null, false, nameof(Severity.Ok), "is ready")]
    public void Tester_is_judged_by_what_it_tells(TesterState state, bool samePlans, long? reach, bool hasReflectors, string severity, string words)
    {
        var tester = new KnownTester(new Heartbeat(Heartbeat.SpokenProtocol, "t1", 1, 1, default, Contents with { State = state, Reach = reach }), 0);
        var found = Assert.Single(TesterRows.Of(Settings(hasReflectors), [tester], _ => TimeSpan.Zero, samePlans ? Contents.PlanHash : "other"));
        Assert.Equal(severity, found.Severity.ToString());
        Assert.Contains(words, found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Tester_that_speaks_otherwise_or_was_heard_long_ago_is_wrong()
    {
        var other = new KnownTester(new Heartbeat(Heartbeat.SpokenProtocol + 1, "t1", 1, 1, default, Contents), 0);
        Assert.Contains("neither uses the other", Assert.Single(TesterRows.Of(Settings(false), [other], _ => TimeSpan.Zero, Contents.PlanHash)).Sentence, StringComparison.Ordinal);
        var old = other with { Heartbeat = other.Heartbeat with { Protocol = Heartbeat.SpokenProtocol } };
        Assert.Contains("is not heard", Assert.Single(TesterRows.Of(Settings(false), [old], _ => TimeSpan.FromSeconds(2), Contents.PlanHash)).Sentence, StringComparison.Ordinal);
    }

    private string Url => $"tls://localhost:{broker.Server.Port}";

    private static ClusterSettings Settings(bool hasReflectors) =>
        ClusterSettings.None with { Options = new ClusterOptions { Testers = new Dictionary<string, string>(StringComparer.Ordinal) { ["t1"] = "key" } }, Reflectors = hasReflectors ? [System.Net.IPAddress.Loopback] : [] };

    private static async Task<List<CheckResult>> LookAsync(ProcessRole role, Node node)
    {
        var options = new ClusterOptions
        {
            Bus = [node.Url], Node = node.Name, CaFile = node.CaFile, NKeyFile = node.NKeyFile, SigningKeyFile = node.SigningKeyFile,
            WebNodes = node.WebNodes, Testers = node.Testers,
        };
        var found = new List<CheckResult>();
        await foreach (var result in ClusterCheck.LookAsync(ClusterSettings.Create(options, new TesterOptions(), role), role, new ScanEngineOptions(), Core.Ports.PortSpecification.None))
        {
            found.Add(result);
        }

        return found;
    }

    private Node Options(string name, string url, string? login = null)
    {
        NewKey(name);
        var seed = Path.Combine(_folder, $"{name}.nkey");
        Write(seed, broker.Users[login ?? name].Seed);
        return new Node(name, url, url.StartsWith("tls", StringComparison.Ordinal) ? broker.CaFile : null, seed, PathOf(name), [], []);
    }

    private string PathOf(string name) => Path.Combine(_folder, $"{name}.pem");

    // The public key of a node, whose own is made if there is none.
    private string NewKey(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(PathOf(name)))
        {
            key.ImportFromPem(File.ReadAllText(PathOf(name)));
        }
        else
        {
            Write(PathOf(name), key.ExportPkcs8PrivateKeyPem());
        }

        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The whole program runs on Linux alone.")]
    private static void Write(string path, string content)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(content);
    }

    private sealed record Node(
        string Name, string Url, string? CaFile, string? NKeyFile, string? SigningKeyFile, Dictionary<string, string> WebNodes, Dictionary<string, string> Testers);
}
