using PortScanner.Lab.Program;

using Xunit.Sdk;

namespace PortScanner.Lab.Truth;

/// <summary>The comparison that every other test rests on does fail.</summary>
public sealed class ExpectedRowsTests
{
    private static readonly ScanRow Open = new("tcp", 22, "syn", "open", "syn-ack", Indirect: false, Responder: null, 0.1, 63, 1);
    private static readonly ScanRow Rejected = new("udp", 53, "dns", "rejected", "no-route", Indirect: true, "192.0.2.1", 0.1, 64, 1);

    [Fact]
    public void Report_that_says_the_truth_matches() => Truth().Match(Report(Open, Rejected));

    [Fact]
    public void Wrong_reason_fails() => Fails("tcp/22 syn", Open with { Reason = "ack" }, Rejected);

    [Fact]
    public void Wrong_responder_fails() => Fails("udp/53 dns", Open, Rejected with { Responder = "192.0.2.2" });

    [Fact]
    public void Missing_row_fails() => Fails("(no row)", Open);

    [Fact]
    public void Row_that_comes_twice_fails() => Fails("tcp/22 syn", Open, Open, Rejected);

    [Fact]
    public void Row_that_nobody_asked_for_fails() => Fails("tcp/23 syn", Open, Rejected, Open with { Port = 23 });

    private static ExpectedRows Truth() =>
        new ExpectedRows().Add("tcp/22 syn", "open syn-ack").Add("udp/53 dns", "rejected no-route from 192.0.2.1");

    private static void Fails(string named, params ScanRow[] rows) =>
        Assert.Contains(named, Assert.Throws<FailException>(() => Truth().Match(Report(rows))).Message, StringComparison.Ordinal);

    private static ScanReport Report(params ScanRow[] rows) => new(new ScanReportTarget("198.51.100.2", "IPv4"), "custom", 1, rows, Firewall: null, Pass: null);
}
