using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>The program on a real database: what is kept while a scan runs, and what is left.</summary>
public sealed class MariaDbTests : IClassFixture<DatabaseLab>, IDisposable
{
    // One answer at once, and a silence that keeps the scan alive for some seconds.
    private static readonly ScanForm Form = new() { Ports = $"T:{VisitorTraces.UnusualPort},24,U:1002", Format = "text" };
    private readonly DatabaseLab _lab;
    private readonly TcpService _open;

    public MariaDbTests(DatabaseLab lab)
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        _lab = lab;
        _open = new TcpService(lab.Hosts.Client, VisitorTraces.UnusualPort);
    }

    private Database Database => _lab.Database;

    [Theory, BothFamilies]
    public async Task Rows_are_there_during_the_scan_and_gone_after_it(Family family)
    {
        using var live = StartScan(family);

        await Eventually.Holds(() => Database.Count("scans") == 1 && Database.Count("results") >= 1, "rows were written");
        live.Finish().Succeeded();

        await Eventually.Holds(() => Database.Count("scans") == 0 && Database.Count("results") == 0, "the rows were deleted");
    }

    [Theory, BothFamilies]
    public async Task Rows_of_a_live_scan_are_gone_once_its_page_is_closed(Family family)
    {
        var side = Side.Of(family);
        var scan = LiveScan.Begin(new Visitor(_lab.Hosts.Client, side.Server), ScanForm.Lasting with { Format = null });
        using var page = scan.Watch(_lab.Hosts.Client);
        await Eventually.Holds(() => Database.Count("scans") == 1 && Database.Count("results") >= 1, "rows were written");

        Assert.Equal(204, scan.Abandon().Status);

        Assert.Equal((0, 0), (Database.Count("scans"), Database.Count("results")));
        page.Kill();
    }

    [Fact]
    public async Task Rows_of_a_killed_program_are_gone_when_it_starts_again()
    {
        using var live = new Visitor(_lab.Hosts.Client, Side.V4.Server).Stream(ScanForm.Lasting);
        await Eventually.Holds(() => Database.Count("results") >= 1, "rows were written");

        _lab.Program.Kill();
        Assert.Equal(1, Database.Count("scans"));
        _lab.StartProgram();

        Assert.Equal(0, Database.Count("scans"));
        Assert.Equal(0, Database.Count("results"));
    }

    [Theory, BothFamilies]
    public async Task Files_of_the_database_and_the_log_never_name_the_visitor(Family family)
    {
        // Four packed bytes can occur by chance in the server's own files, so only what the scan added counts.
        var before = TracesOnDisk();
        using var live = StartScan(family);
        await Eventually.Holds(() => Database.Count("results") >= 1, "rows were written");
        var during = TracesOnDisk();
        live.Finish().Succeeded();

        Assert.Equal(before, during);
        Assert.Equal(before, TracesOnDisk());
        Assert.Empty(VisitorTraces.FoundIn(_lab.Logged));
    }

    public void Dispose()
    {
        _open.Dispose();
        Firewall.Clear(_lab.Hosts.Router);
    }

    private Command StartScan(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(_lab.Hosts.Router, "forward", side, """
            tcp dport 24 drop
            udp dport 1002 reject
            """);
        return new Visitor(_lab.Hosts.Client, side.Server).Stream(Form);
    }

    private string[] TracesOnDisk() =>
    [
        .. Directory.EnumerateFiles(Database.Folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file) is { Length: > 0 })
            .SelectMany(file => VisitorTraces.FoundIn(File.ReadAllBytes(file)).Select(trace => $"{trace} in {file}"))
            .Order(StringComparer.Ordinal),
    ];
}
