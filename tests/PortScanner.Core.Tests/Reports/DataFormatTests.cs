using System.Net;
using System.Text.Json;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports;
using PortScanner.Reports.Model;

using static PortScanner.Core.Tests.Reports.SampleReports;

namespace PortScanner.Core.Tests.Reports;

public class DataFormatTests
{
    private const string Hostile = "a\"b,c\r\nd<e>é";

    private static readonly string[] ReportProperties =
        ["schema", "target", "profile", "pace", "startedAt", "durationMs", "results", "summary", "settledMs", "firewall", "ban", "second", "expect", "pass", "seed", "alsoFrom", "ended"];

    private static readonly string[] ResultProperties =
        ["protocol", "port", "probe", "service", "state", "reason", "indirect", "responder", "rttMs", "hopLimit", "attempts", "remarks", "amplification"];

    private static readonly string[] AmplificationProperties =
        ["requestPackets", "requestBytes", "replyPackets", "replyBytes", "factor", "abusable"];

    [Fact]
    public void Json_has_exactly_the_properties_of_its_schema()
    {
        using var json = JsonDocument.Parse(Mixed().Render(ReportFormats.Json));

        Assert.Equal(ReportProperties, Names(json.RootElement));
        Assert.Equal("portscanner.report/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(["address", "family"], Names(json.RootElement.GetProperty("target")));
        Assert.All(json.RootElement.GetProperty("results").EnumerateArray(), result => Assert.Equal(ResultProperties, Names(result)));
        Assert.Equal(AmplificationProperties, Names(Snmp(json).GetProperty("amplification")));
        Assert.Equal(["open", "closed", "rejected", "stealth", "unfiltered", "unknown", "closed|filtered"], Names(json.RootElement.GetProperty("summary")));
    }

    [Fact]
    public void Json_of_a_udp_service_says_what_it_sent_back_for_what_it_was_sent()
    {
        using var json = JsonDocument.Parse(Mixed().Render(ReportFormats.Json));

        Assert.Equal(
            """{"requestPackets":2,"requestBytes":86,"replyPackets":3,"replyBytes":1302,"factor":15.14,"abusable":true}""",
            Snmp(json).GetProperty("amplification").GetRawText());
    }

    [Fact]
    public void Json_of_an_empty_request_has_no_factor()
    {
        var row = Row(ProbeKind.UdpEmpty, 47200, Reason.UdpUnverified, traffic: new UdpTraffic(1, 0, 1, 5));
        using var json = JsonDocument.Parse(Scan(IPAddress.Loopback, ScanProfile.Custom, [row], null, null).Render(ReportFormats.Json));

        var amplification = json.RootElement.GetProperty("results")[0].GetProperty("amplification");
        Assert.Equal(JsonValueKind.Null, amplification.GetProperty("factor").ValueKind);
        Assert.False(amplification.GetProperty("abusable").GetBoolean());
    }

    [Fact]
    public void Json_summary_counts_every_result_once()
    {
        using var json = JsonDocument.Parse(Mixed().Render(ReportFormats.Json));

        Assert.Equal(
            json.RootElement.GetProperty("results").GetArrayLength(),
            json.RootElement.GetProperty("summary").EnumerateObject().Sum(state => state.Value.GetInt32()));
    }

    [Fact]
    public void Json_without_expectation_has_neither_expect_nor_pass()
    {
        using var json = JsonDocument.Parse(AnswersForAll().Render(ReportFormats.Json));

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("expect").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("pass").ValueKind);
        Assert.Equal("completed", json.RootElement.GetProperty("ended").GetString());
    }

    [Fact]
    public void Json_without_results_is_valid()
    {
        using var json = JsonDocument.Parse(Scan(IPAddress.IPv6Loopback, ScanProfile.Quick, [], null, null).Render(ReportFormats.Json));

        Assert.Equal(0, json.RootElement.GetProperty("results").GetArrayLength());
        Assert.Equal("ipv6", json.RootElement.GetProperty("target").GetProperty("family").GetString());
    }

    [Fact]
    public void Json_of_a_full_scan_holds_every_port()
    {
        ReportRow[] rows = [.. Enumerable.Range(0, 65536).Select(port => Row(ProbeKind.Syn, port, Reason.Reset, ms: 0.5))];

        using var json = JsonDocument.Parse(Scan(IPAddress.Loopback, ScanProfile.Full, rows, null, null).Render(ReportFormats.Json));

        Assert.Equal(
            Enumerable.Range(0, 65536),
            json.RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("port").GetInt32()));
    }

    [Fact]
    public void Ndjson_has_each_result_as_json_has_it_and_the_summary_last()
    {
        var scan = Mixed();
        using var json = JsonDocument.Parse(scan.Render(ReportFormats.Json));
        var lines = scan.Render(ReportFormats.Ndjson).TrimEnd('\n').Split('\n');

        // The first line is the provisional one that the second replaces.
        Assert.Equal(json.RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetRawText()), lines[1..^1]);
        using var last = JsonDocument.Parse(lines[^1]);
        Assert.Equal(["summary", "settledMs", "firewall", "ban", "second", "expect", "pass", "seed", "alsoFrom", "ended"], Names(last.RootElement));
        Assert.False(last.RootElement.GetProperty("pass").GetBoolean());
    }

    [Fact]
    public void Firewall_is_null_or_a_verdict_with_its_evidence()
    {
        using var without = JsonDocument.Parse(Mixed().Render(ReportFormats.Json));
        Assert.Equal(JsonValueKind.Null, without.RootElement.GetProperty("firewall").ValueKind);

        using var json = JsonDocument.Parse(Stateful().Render(ReportFormats.Json));
        using var lastLine = JsonDocument.Parse(Stateful().Render(ReportFormats.Ndjson).TrimEnd('\n').Split('\n')[^1]);
        foreach (var firewall in new[] { json, lastLine }.Select(document => document.RootElement.GetProperty("firewall")))
        {
            Assert.Equal(["verdict", "evidence"], Names(firewall));
            Assert.Equal("stateful", firewall.GetProperty("verdict").GetString());
            Assert.Equal(4, firewall.GetProperty("evidence").GetArrayLength());
        }
    }

    [Fact]
    public void Ndjson_writes_silence_at_once()
    {
        using var output = new StringWriter();
        var writer = ReportFormats.Ndjson.Begin(output, Mixed().Report.Header);

        writer.Row(Row(ProbeKind.Syn, 80, Reason.NoReply));

        Assert.EndsWith("}\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_service_name_survives_json()
    {
        using var json = JsonDocument.Parse(WithHostileService().Render(ReportFormats.Json));

        Assert.Equal(Hostile, json.RootElement.GetProperty("results")[0].GetProperty("service").GetString());
    }

    [Fact]
    public void Csv_has_the_fields_of_a_json_result()
    {
        var lines = Mixed().Render(ReportFormats.Csv).Split("\r\n");

        Assert.Equal([.. ResultProperties[..^1], .. AmplificationProperties.Select(name => $"amplification.{name}")], lines[0].Split(','));
        Assert.Equal("tcp,25,syn,smtp,rejected,admin-prohibited,true,198.51.100.1,12.25,63,1,,,,,,,", lines[3]);
        Assert.Contains("udp,161,snmpv2c,snmp,open,udp-reply,false,,1.6,63,1,,2,86,3,1302,15.14,true", lines);
        Assert.Equal("icmp,,echo,,open,echo-reply,false,,0.38,63,1,,,,,,,", lines[^2]);
        Assert.Equal("", lines[^1]);
        Assert.Equal(Mixed().Report.Rows.Count + 2, lines.Length);
    }

    [Fact]
    public void Csv_quotes_what_rfc_4180_says() =>
        Assert.Contains("tcp,22,syn,\"a\"\"b,c\r\nd<e>é\",open,", WithHostileService().Render(ReportFormats.Csv), StringComparison.Ordinal);

    [Fact]
    public void Finished_formats_write_nothing_before_the_end() => Assert.All(
        ReportFormats.All.Where(format => !format.IsStreamed),
        format =>
        {
            using var output = new StringWriter();
            format.Begin(output, Mixed().Report.Header).Row(Mixed().Stream[0]);
            Assert.Equal("", output.ToString());
        });

    [Theory]
    [InlineData("text", "text/plain", true)]
    [InlineData("html", "text/html", true)]
    [InlineData("ndjson", "application/x-ndjson", true)]
    [InlineData("json", "application/json", false)]
    [InlineData("csv", "text/csv", false)]
    [InlineData("xml", "application/xml", false)]
    [InlineData("grepable", "text/x-grepable", false)]
    [InlineData("list", "text/x-port-list", false)]
    public void Format_is_found_by_name_and_media_type(string name, string mediaType, bool isStreamed)
    {
        var format = ReportFormats.Find(name.ToUpperInvariant());

        Assert.NotNull(format);
        Assert.Same(format, ReportFormats.FindMediaType(mediaType));
        Assert.Equal(isStreamed, format.IsStreamed);
    }

    [Fact]
    public void Format_that_does_not_exist_is_not_found()
    {
        Assert.Null(ReportFormats.Find("pdf"));
        Assert.Null(ReportFormats.FindMediaType("application/pdf"));
    }

    private static JsonElement Snmp(JsonDocument report) => report.RootElement.GetProperty("results").EnumerateArray()
        .Single(result => result.GetProperty("probe").GetString() == "snmpv2c");

    private static SampleScan WithHostileService() => Scan(
        IPAddress.Loopback, ScanProfile.Custom, [Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 1, service: new(Hostile, null))], null, null);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
