using System.Net;

using Microsoft.AspNetCore.Http;

using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Monitoring;

[Collection<StartedProgram>]
public sealed class StatusTests
{
    [Fact]
    public async Task Status_is_on_its_own_listener_in_each_form_and_not_on_the_site()
    {
        RawSockets.Require();
        var port = RunningSite.FreePort();
        await using var site = await RunningSite.StartAsync($"--Operator:StatusListen=127.0.0.1:{port}");
        using var visitor = site.From();
        Assert.Equal(200, (await visitor.ScanAsync("consent=yes&ports=1&icmp=no&format=json")).Status);
        Assert.Equal(400, (await visitor.ScanAsync("consent=no")).Status);
        Assert.Equal(404, (await visitor.GetAsync("/status")).Status);
        Assert.Equal(404, (await visitor.GetAsync("/metrics")).Status);

        using var operatorsCaller = new Caller(new Uri($"http://127.0.0.1:{port}"), IPAddress.Loopback);
        var text = await operatorsCaller.GetAsync("/status");
        text.AssertFitsTerminal();
        Assert.Contains(text.Lines, line => line.StartsWith("portscanner.scans.started ", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Contains(text.Lines, line => line.StartsWith("portscanner.scans.refused reason=form ", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal));
        var page = await operatorsCaller.GetAsync("/status", "Accept: text/html");
        Assert.Contains(page.Page.Descendants("th"), cell => cell.Value == "portscanner.scans.finished outcome=completed");
        var metrics = await operatorsCaller.GetAsync("/metrics");
        Assert.Contains("portscanner_scans_finished_total{outcome=\"completed\"} 1", metrics.Lines);
        Assert.Contains("# TYPE portscanner_scans_alive gauge", metrics.Lines);
        Assert.Equal(404, (await operatorsCaller.GetAsync("/scan")).Status);
        Assert.Equal(200, (await operatorsCaller.GetAsync("/status", "Host: localhost")).Status);
        var rebound = await operatorsCaller.GetAsync("/metrics", $"Host: rebound.example:{port}");
        Assert.Equal(421, rebound.Status);
        Assert.DoesNotContain("portscanner_", rebound.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:8081", true)]
    [InlineData("127.0.0.1:8081", true)]
    [InlineData("127.0.0.53", true)]
    [InlineData("[::1]:8081", true)]
    [InlineData("[::ffff:127.0.0.1]", true)]
    [InlineData("", false)]
    [InlineData("rebound.example:8081", false)]
    [InlineData("localhost.example", false)]
    [InlineData("127.0.0.1.example", false)]
    [InlineData("192.0.2.1:8081", false)]
    [InlineData("[2001:db8::1]", false)]
    public void Status_is_told_to_who_asks_for_loopback_alone(string host, bool isTold) => Assert.Equal(isTold, LoopbackNames.Has(new HostString(host)));

    [Fact]
    public void Document_has_each_counter_with_its_unit_and_meaning()
    {
        using var meter = new ScanMeter(engine: null);
        Assert.Equal(
            meter.Instruments.Select(instrument => (instrument.Name, instrument.Unit, instrument.Description)),
            Repository.Read("docs/operations/monitoring.md").Split('\n')
                .Where(line => line.StartsWith("| `portscanner.", StringComparison.Ordinal) && line.Count(character => character == '|') == 5)
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(cells => (cells[1].Trim('`'), (string?)cells[2], (string?)cells[4])));
    }

    [Fact]
    public void Meter_sums_what_it_is_told()
    {
        using var meter = new ScanMeter(engine: null);
        Parallel.For(0, 1000, i =>
        {
            meter.Start();
            meter.Refuse(i % 2 == 0 ? "busy" : "form");
            if (i % 10 != 0)
            {
                meter.Finish("completed", TimeSpan.FromSeconds(0.5));
            }
        });
        Assert.Equal(
            """
            PortScanner: counted since the start, of all visitors together

            portscanner.scans.alive                                               100
            portscanner.scans.started                                            1000
            portscanner.scans.finished outcome=completed                          900
            portscanner.scans.refused reason=busy                                 500
            portscanner.scans.refused reason=form                                 500
            portscanner.scans.duration                                            450

            """,
            StatusPage.Text(meter));
    }

    [Fact]
    public void Testers_on_other_machines_are_counted_by_their_names()
    {
        var counts = new TesterCounts();
        using var meter = new ScanMeter(engine: null, counts);
        counts.Of("t1").Begin(isContinued: false);
        counts.Of("t1").Lose();
        counts.Of("t2").Begin(isContinued: true);
        counts.Of("t2").Refuse();
        Parallel.For(0, 1000, _ => counts.Of("t2").Deliver(3));
        Assert.Equal(
            [
                "portscanner_testers_scans_total{tester=\"t1\"} 1", "portscanner_testers_scans_total{tester=\"t2\"} 1",
                "portscanner_testers_rows_total{tester=\"t1\"} 0", "portscanner_testers_rows_total{tester=\"t2\"} 3000",
                "portscanner_testers_refused_total{tester=\"t1\"} 0", "portscanner_testers_refused_total{tester=\"t2\"} 1",
                "portscanner_testers_lost_total{tester=\"t1\"} 1", "portscanner_testers_lost_total{tester=\"t2\"} 0",
                "portscanner_testers_continued_total{tester=\"t1\"} 0", "portscanner_testers_continued_total{tester=\"t2\"} 1",
            ],
            StatusPage.Prometheus(meter).Split('\n').Where(line => line.StartsWith("portscanner_testers", StringComparison.Ordinal)));
    }

    // Where the tester is another process, its counters are named, and have no value.
    [Fact]
    public void Prometheus_reads_every_counter_with_its_type_and_its_labels()
    {
        using var meter = new ScanMeter(engine: null);
        meter.Start();
        meter.Start();
        meter.Finish("completed", TimeSpan.FromMilliseconds(1234));
        meter.Refuse("form");
        Assert.Equal(
            """
            # HELP portscanner_scans_alive scans that run now
            # TYPE portscanner_scans_alive gauge
            portscanner_scans_alive 1
            # HELP portscanner_scans_started_total scans that began
            # TYPE portscanner_scans_started_total counter
            portscanner_scans_started_total 2
            # HELP portscanner_scans_finished_total scans that ended, by outcome
            # TYPE portscanner_scans_finished_total counter
            portscanner_scans_finished_total{outcome="completed"} 1
            # HELP portscanner_scans_refused_total requests for a scan that were refused, by reason
            # TYPE portscanner_scans_refused_total counter
            portscanner_scans_refused_total{reason="form"} 1
            # HELP portscanner_scans_duration_total how long the scans that ended took, all together
            # TYPE portscanner_scans_duration_total counter
            portscanner_scans_duration_total 1.234
            # HELP portscanner_packets_sent_total packets handed to the kernel
            # TYPE portscanner_packets_sent_total counter
            # HELP portscanner_packets_received_total packets that the capture handed over
            # TYPE portscanner_packets_received_total counter
            # HELP portscanner_capture_drops_total packets that the capture lost; a stop of it counts as one
            # TYPE portscanner_capture_drops_total counter
            # HELP portscanner_testers_scans_total scans, and parts of them, that a tester began
            # TYPE portscanner_testers_scans_total counter
            # HELP portscanner_testers_rows_total results that a tester delivered
            # TYPE portscanner_testers_rows_total counter
            # HELP portscanner_testers_refused_total scans, and parts of them, that a tester did not begin
            # TYPE portscanner_testers_refused_total counter
            # HELP portscanner_testers_lost_total scans, and parts of them, that a tester did not end
            # TYPE portscanner_testers_lost_total counter
            # HELP portscanner_testers_continued_total parts of scans that a tester took over from one that was lost
            # TYPE portscanner_testers_continued_total counter

            """,
            StatusPage.Prometheus(meter));
    }

    [Fact]
    public void Page_has_a_row_for_each_value()
    {
        using var meter = new ScanMeter(engine: null);
        meter.Refuse("form");
        Assert.Contains(
            """
            <table>
            <tr><th scope="row">portscanner.scans.alive</th><td>0</td><td>scans that run now</td></tr>
            <tr><th scope="row">portscanner.scans.started</th><td>0</td><td>scans that began</td></tr>
            <tr><th scope="row">portscanner.scans.refused reason=form</th><td>1</td><td>requests for a scan that were refused, by reason</td></tr>
            <tr><th scope="row">portscanner.scans.duration</th><td>0</td><td>how long the scans that ended took, all together</td></tr>
            </table>
            """,
            StatusPage.Html(meter),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/metrics")]
    [InlineData("https://collector.example/otlp/v1/metrics", "https://collector.example/otlp/v1/metrics")]
    public void Collector_is_posted_to_where_OTLP_has_it(string? setting, string? target) =>
        Assert.Equal(target, TelemetryExport.EndpointOf(new TelemetryOptions { OtlpEndpoint = setting })?.ToString());

    [Theory]
    [InlineData("127.0.0.1:4318")]
    [InlineData("grpc://127.0.0.1:4317")]
    public void Collector_of_another_kind_is_refused(string setting) =>
        Assert.Throws<ConfigurationException>(() => TelemetryExport.EndpointOf(new TelemetryOptions { OtlpEndpoint = setting }));
}
