using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Operation;

/// <summary>A database that hangs, dies, comes back, or is full: who comes is told in words, nothing stays, and all goes on by itself.</summary>
public sealed class DatabaseFaultTests : IClassFixture<DatabaseLab>, IDisposable
{
    // An answer at once, and a silence during which things happen.
    private static readonly ScanForm Form = new() { Ports = "22,24", Format = "ndjson" };

    private readonly DatabaseLab _lab;
    private readonly TcpService _open;

    public DatabaseFaultTests(DatabaseLab lab)
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        _lab = lab;
        _open = new TcpService(lab.Hosts.Client, 22);
        Firewall.Set(lab.Hosts.Client, "input", Side.V4, "tcp dport 24 drop");
    }

    private Visitor Visitor => _lab.Visitor;

    private Database Database => _lab.Database;

    public void Dispose()
    {
        _open.Dispose();
        Firewall.Clear(_lab.Hosts.Client);
    }

    [Fact]
    public async Task Database_that_hangs_leaves_the_pages_as_they_are_and_nothing_behind()
    {
        using var scan = await BeginAsync(Form);

        Database.Suspend(() =>
        {
            // More who wait for the database than it may block threads.
            using var waiting = new Waiting(_lab.Hosts.Client, Visitor.Page("/healthz"), 40);
            Assert.Equal(200, Visitor.Curl("/").Status);
            Assert.Equal(200, Visitor.Curl("/help").Status);
            Assert.Equal((503, "not ready: the result store does not answer\n"), Health());
        });

        scan.Finish();
        await WorksAgainAsync();
    }

    [Fact]
    public async Task Scan_that_a_hanging_database_creates_after_it_was_refused_locks_nobody_out()
    {
        Database.Suspend(() => Assert.Equal(503, Visitor.Post(Form).Status));

        await WorksAgainAsync();
    }

    [Fact]
    public async Task Database_that_dies_and_returns_is_used_again_without_a_restart()
    {
        using var scan = await BeginAsync(ScanForm.Lasting with { Format = "ndjson" });

        Database.Kill();

        Assert.DoesNotContain("stealth", scan.Finish().Output, StringComparison.Ordinal);
        Assert.Equal((503, "not ready: the result store does not answer\n"), Health());
        var refused = Visitor.Post(Form with { Format = "text" });
        Assert.Equal(503, refused.Status);
        Assert.Contains("does not answer", refused.Body, StringComparison.Ordinal);
        Database.StartAgain();
        await WorksAgainAsync();
    }

    [Fact]
    public async Task Full_table_ends_a_scan_with_a_word_and_is_used_again_when_there_is_room()
    {
        // A table of a megabyte is as full as one of 256, and sooner.
        Database.Execute("""
            SET max_heap_table_size = 1048576;
            ALTER TABLE results ENGINE = MEMORY;
            INSERT INTO scans VALUES (REPEAT('x', 16), REPEAT('x', 32), REPEAT('x', 16), 0, 1000 * (UNIX_TIMESTAMP() + 600), 0, 0)
            """);
        try
        {
            // One statement stops where the table does.
            Database.Fill("""
                INSERT INTO results (scan_id, probe_kind, port, sequence, state, reason, attempts, remarks)
                SELECT REPEAT('x', 16), seq DIV 65536, seq MOD 65536, seq, 1, 1, 1, 0 FROM seq_1_to_1000000
                """);

            var report = Visitor.Post(Form with { Format = "text" });

            Assert.Equal(200, report.Status);
            Assert.Contains("The test ended early", report.Body, StringComparison.Ordinal);
            Assert.Contains("stealth=0 unknown=2", report.Body, StringComparison.Ordinal);
        }
        finally
        {
            Database.Execute("""
                DELETE FROM scans WHERE scan_id = REPEAT('x', 16);
                DELETE FROM results;
                SET max_heap_table_size = 268435456;
                ALTER TABLE results ENGINE = MEMORY
                """);
        }

        await WorksAgainAsync();
    }

    [Fact]
    public async Task Database_that_is_told_to_log_gets_no_scan_until_it_is_told_otherwise()
    {
        Database.Execute("SET GLOBAL general_log = ON");
        try
        {
            Assert.Equal((503, "not ready: the result store would write results to disk, see the log\n"), Health());
            var refused = Visitor.Post(Form with { Format = "text" });
            Assert.Equal(503, refused.Status);
            Assert.Contains("would keep them longer", refused.Body.ReplaceLineEndings(" "), StringComparison.Ordinal);
            await Eventually.Holds(
                () => _lab.Logged.Contains("would write results to disk because of general_log", StringComparison.Ordinal), "the operator was told");
        }
        finally
        {
            Database.Execute("SET GLOBAL general_log = OFF");
        }

        await WorksAgainAsync();
    }

    private async Task<Command> BeginAsync(ScanForm form)
    {
        var scan = Visitor.Stream(form);
        await Eventually.Holds(() => Database.Count("results") > 0, "rows were written");
        return scan;
    }

    private (int Status, string Body) Health()
    {
        var answer = Visitor.Curl("/healthz");
        return (answer.Status, answer.Body);
    }

    private async Task WorksAgainAsync()
    {
        await Eventually.Answers(200, () => Visitor.Curl("/healthz"), "the program was ready again");
        var answer = await Eventually.Answers(200, () => Visitor.Post(Form with { Format = "json" }), "a scan could begin");
        var report = ScanReport.Parse(answer);
        Assert.Equal(["open", "stealth"], report.Results.Select(row => row.State));
        await Eventually.Holds(() => Database.Count("scans") == 0 && Database.Count("results") == 0, "all rows were deleted");
    }

    // Requests that are asked at once and wait.
    private sealed class Waiting(NetworkNamespace host, string page, int count) : IDisposable
    {
        private readonly List<Command> _requests = [.. Enumerable.Range(0, count).Select(_ => host.StartIn("curl", ["-s", "-o", "/dev/null", page]))];

        public void Dispose() => _requests.ForEach(request => request.Dispose());
    }
}
