using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>The program on a real database: what is kept while a scan runs, and what is left.</summary>
public sealed class MariaDbTests : IDisposable
{
    // One answer at once, and a silence that keeps the scan alive for some seconds.
    private static readonly ScanForm Form = new() { Ports = $"T:{VisitorTraces.UnusualPort},24,U:1002", Format = "text" };
    private readonly ThreeHosts _hosts;
    private readonly Database _database;
    private readonly TcpService _open;

    public MariaDbTests()
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        _hosts = new ThreeHosts();
        try
        {
            _database = Database.Start(_hosts.Server);
        }
        catch
        {
            _hosts.Dispose();
            throw;
        }

        _open = new TcpService(_hosts.Client, VisitorTraces.UnusualPort);
    }

    [Theory, BothFamilies]
    public async Task Rows_are_there_during_the_scan_and_gone_after_it(Family family)
    {
        using var program = StartProgram();
        using var live = StartScan(family);

        await Eventually.Holds(() => _database.Count("scans") == 1 && _database.Count("results") >= 1, "rows were written");
        live.Finish().Succeeded();

        await Eventually.Holds(() => _database.Count("scans") == 0 && _database.Count("results") == 0, "the rows were deleted");
        program.Stop();
    }

    [Theory, BothFamilies]
    public async Task Rows_of_a_live_scan_are_gone_once_its_page_is_closed(Family family)
    {
        using var program = StartProgram();
        var side = Side.Of(family);
        var scan = LiveScan.Begin(new Visitor(_hosts.Client, side.Server), ScanForm.Lasting with { Format = null });
        using var page = scan.Watch(_hosts.Client);
        await Eventually.Holds(() => _database.Count("scans") == 1 && _database.Count("results") >= 1, "rows were written");

        Assert.Equal(204, scan.Abandon().Status);

        Assert.Equal((0, 0), (_database.Count("scans"), _database.Count("results")));
        page.Kill();
        program.Stop();
    }

    [Fact]
    public async Task Rows_of_a_killed_program_are_gone_when_it_starts_again()
    {
        using var killed = StartProgram();
        using var live = new Visitor(_hosts.Client, Side.V4.Server).Stream(ScanForm.Lasting);
        await Eventually.Holds(() => _database.Count("results") >= 1, "rows were written");

        killed.Kill();
        Assert.Equal(1, _database.Count("scans"));
        using var next = StartProgram();

        Assert.Equal(0, _database.Count("scans"));
        Assert.Equal(0, _database.Count("results"));
        next.Stop();
    }

    [Theory, BothFamilies]
    public async Task Files_of_the_database_and_the_log_never_name_the_visitor(Family family)
    {
        using var program = StartProgram();

        // Four packed bytes can occur by chance in the server's own files, so only what the scan added counts.
        var before = TracesOnDisk();
        using var live = StartScan(family);
        await Eventually.Holds(() => _database.Count("results") >= 1, "rows were written");
        var during = TracesOnDisk();
        live.Finish().Succeeded();

        Assert.Equal(before, during);
        Assert.Equal(before, TracesOnDisk());
        Assert.Empty(VisitorTraces.FoundIn(program.Written));
        program.Stop();
    }

    public void Dispose()
    {
        _open.Dispose();
        _database.Dispose();
        _hosts.Dispose();
    }

    private ShippedProgram StartProgram() =>
        ShippedProgram.Start(_hosts.Server, [Side.V4.Server, Side.V6.Server], ShippedProgram.AllowTheLab, _database.Environment);

    private Command StartScan(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(_hosts.Router, "forward", side, """
            tcp dport 24 drop
            udp dport 1002 reject
            """);
        return new Visitor(_hosts.Client, side.Server).Stream(Form);
    }

    private string[] TracesOnDisk() =>
    [
        .. Directory.EnumerateFiles(_database.Folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file) is { Length: > 0 })
            .SelectMany(file => VisitorTraces.FoundIn(File.ReadAllBytes(file)).Select(trace => $"{trace} in {file}"))
            .Order(StringComparer.Ordinal),
    ];
}
