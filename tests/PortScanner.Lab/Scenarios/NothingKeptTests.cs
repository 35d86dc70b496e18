using System.Net;
using System.Text;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>
/// Scans of every kind from addresses that occur nowhere else, on a real database, with the most verbose log and every way to watch the
/// program switched on; then all that it wrote and showed is searched for the addresses and the ports.
/// </summary>
public sealed class NothingKeptTests : IDisposable
{
    private const int StatusPort = 9464;
    private const int CollectorPort = 4318;
    private const int OpenPort = 47113;
    private const int SilentPort = 52019;
    private const string Status = "http://127.0.0.1:9464/status";

    private static readonly IPAddress[] Addresses = [IPAddress.Parse("198.51.100.213"), IPAddress.Parse("2001:db8:2::c0de:fade:5ca1")];
    private static readonly Canary[] AddressCanaries = [.. Addresses.Select(Canary.Of)];
    private static readonly Canary[] AllCanaries = [.. AddressCanaries, Canary.Of(OpenPort), Canary.Of(SilentPort)];

    private readonly ThreeHosts _hosts;
    private readonly Database _database;
    private readonly string _temporary = Directory.CreateTempSubdirectory("portscanner-canary-").FullName;

    public NothingKeptTests()
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        _hosts = new ThreeHosts();
        try
        {
            _hosts.Client.Configure($"addr add {Addresses[0]}/24 dev wan\naddr add {Addresses[1]}/64 dev wan nodad");
            _database = Database.Start(_hosts.Server);
        }
        catch
        {
            _hosts.Dispose();
            throw;
        }
    }

    [Fact]
    public async Task Neither_addresses_nor_ports_of_visitors_are_anywhere()
    {
        using var open = new TcpService(_hosts.Client, OpenPort);
        using var collector = new HttpSink(_hosts.Server, CollectorPort);
        using var program = Start();
        Assert.Matches(@"Max core file size\s+0\s+0\s", LimitsOf(program));

        // Four packed bytes can occur by chance in the database's own files, so only what the scans added counts.
        var before = FoundOnDisk();
        foreach (var (side, address) in new[] { Side.V4, Side.V6 }.Zip(Addresses))
        {
            Firewall.Set(_hosts.Router, "forward", side, $"tcp dport {{ 24, {SilentPort} }} drop");
            await ScanInEveryWayAsync(new Visitor(_hosts.Client, side.Server, address));
        }

        var shown = Shown();
        await Eventually.Holds(() => Encoding.Latin1.GetString(collector.Received).Contains("portscanner.scans.finished", StringComparison.Ordinal), "the collector got the counters");
        Assert.Equal(before, FoundOnDisk());

        // A scan that fails, since the database is gone.
        Firewall.Set(_hosts.Router, "forward", Side.V4, "tcp dport 24 drop");
        LiveScan.Begin(new Visitor(_hosts.Client, Side.V4.Server, Addresses[0]), new ScanForm { Ports = $"{OpenPort},24", Format = null });
        await Eventually.Holds(() => _database.Count("results") >= 1, "rows were written");
        _database.Dispose();
        await Eventually.Holds(() => Shown().Contains("outcome=\"failed\"", StringComparison.Ordinal), "the scan failed");
        shown += Shown();

        // Proof that all of it was on: counted, logged and shown.
        Assert.All(
            (string[])["portscanner.scans.started", "portscanner_scans_finished_total{outcome=\"completed\"}", "{outcome=\"cancelled\"}", "{reason=\"form\"}", "{reason=\"already-running\"}", "portscanner_packets_sent_total"],
            words => Assert.Contains(words, shown, StringComparison.Ordinal));
        Assert.Contains("Scan ended: failed", program.Written, StringComparison.Ordinal);
        Assert.Empty(FoundIn(shown));
        Assert.Empty(FoundIn(program.Written));
        Assert.Empty(AllCanaries.SelectMany(canary => canary.FoundIn(collector.Received)));
        Assert.Empty(FoundIn(_temporary, AllCanaries));
        program.Stop();
    }

    [Fact]
    public void Address_that_was_kept_would_be_found_in_the_places_that_are_searched()
    {
        Assert.Empty(FoundIn(_temporary, AllCanaries));
        File.WriteAllBytes(Path.Combine(_temporary, "swap"), [0, .. Addresses[1].GetAddressBytes(), 0]);
        Assert.NotEmpty(FoundIn(_temporary, AllCanaries));

        var before = FoundOnDisk();
        _database.Run($"CREATE TABLE kept (who VARBINARY(16)) ENGINE=Aria; INSERT INTO kept VALUES (0x{Convert.ToHexString(Addresses[0].GetAddressBytes())}); FLUSH TABLES");
        Assert.NotEqual(before, FoundOnDisk());
    }

    public void Dispose()
    {
        _database.Dispose();
        _hosts.Dispose();
        Directory.Delete(_temporary, recursive: true);
    }

    private static string LimitsOf(ShippedProgram program) => File.ReadAllText($"/proc/{program.ProcessId}/limits");

    private static IEnumerable<string> FoundIn(string text) => AllCanaries.SelectMany(canary => canary.FoundIn(Encoding.Latin1.GetBytes(text)));

    private static IEnumerable<string> FoundIn(string folder, Canary[] canaries) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where new FileInfo(file) is { Length: > 0 }
        let content = File.ReadAllBytes(file)
        from canary in canaries
        from writing in canary.FoundIn(content)
        select $"{writing} in {file}";

    private async Task ScanInEveryWayAsync(Visitor visitor)
    {
        var form = new ScanForm { Ports = $"{OpenPort},U:{OpenPort}", Icmp = "yes" };
        var report = visitor.Scan(form);
        Assert.Contains(report.Results, row => row is { Port: OpenPort, State: "open" });
        Assert.Contains(report.Results, row => row is { Protocol: "icmp", State: "open" });
        Assert.Equal(200, visitor.Post(form with { Format = "text", Expect = $"{OpenPort}" }).Status);
        Assert.Equal(200, visitor.Post(form with { Format = "html" }).Status);
        Assert.Equal(400, visitor.Post(new ScanForm { Ports = $"{OpenPort}-1" }).Status);
        Assert.Equal(404, visitor.Curl($"/ports/{OpenPort}", "-H", $"X-Forwarded-For: {Addresses[0]}").Status);

        var live = LiveScan.Begin(visitor, form with { Format = null });
        live.Follow();
        Assert.Equal(204, live.Delete().Status);

        // One that is under way when another is refused, and when its reader goes.
        using var aborted = visitor.Stream(ScanForm.Lasting with { Profile = "custom", Ports = $"{OpenPort},{SilentPort},20000-20199" });
        await Eventually.Holds(() => _database.Count("results") >= 1, "rows were written");
        Assert.Equal(409, visitor.Post(form).Status);
        aborted.Kill();
        await Eventually.Holds(() => _database.Count("scans") == 0, "the rows were deleted");
    }

    private string Shown() => string.Concat(
        _hosts.Server.RunIn("curl", ["-sS", Status]).Succeeded().Output,
        _hosts.Server.RunIn("curl", ["-sS", "-H", "Accept: text/html", Status]).Succeeded().Output,
        _hosts.Server.RunIn("curl", ["-sS", $"http://127.0.0.1:{StatusPort}/metrics"]).Succeeded().Output);

    private string[] FoundOnDisk() => [.. FoundIn(_database.Folder, AddressCanaries).Order(StringComparer.Ordinal)];

    private ShippedProgram Start() => ShippedProgram.Start(
        _hosts.Server,
        [Side.V4.Server, Side.V6.Server],
        [
            .. ShippedProgram.AllowTheLab,
            $"--Operator:StatusListen=127.0.0.1:{StatusPort}",
            "--Operator:Contact=mailto:abuse@example.org",
            "--Operator:PublicOrigin=https://scan.example.org",
            $"--Telemetry:OtlpEndpoint=http://127.0.0.1:{CollectorPort}",
        ],
        new Dictionary<string, string>(_database.Environment, StringComparer.Ordinal) { ["TMPDIR"] = _temporary, ["OTEL_METRIC_EXPORT_INTERVAL"] = "500" });
}
