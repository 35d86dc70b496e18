using System.Net;
using System.Text.Json;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Reports;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports;

/// <summary>Whoever sees packets of several addresses is told whose they are.</summary>
public class OtherSourceTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 12, 0, 3, TimeSpan.Zero);

    private static readonly OtherSource[] Others =
    [
        new(IPAddress.Parse("198.51.100.3"), SourceRole.Part, Since),
        new(IPAddress.Parse("198.51.100.4"), SourceRole.Part, Since),
        new(IPAddress.Parse("198.51.100.2"), SourceRole.WentOn, Since, IPAddress.Parse("198.51.100.1")),
        new(IPAddress.Parse("2001:db8::5"), SourceRole.Elsewhere, Since),
        new(IPAddress.Parse("198.51.100.6"), SourceRole.Second, Since),
    ];

    [Fact]
    public void Effort_is_followed_by_whose_packets_they_were()
    {
        var report = SampleReports.Mixed().Report;
        var effort = VerdictMessages.Effort(report, Languages.English);
        Assert.Equal(
            $"{effort} Some of it was asked from 198.51.100.3, 198.51.100.4, too. From 12:00:03 UTC on, 198.51.100.2 went on for 198.51.100.1, which was lost. "
            + "What the first tester's own network does not let out was asked from 2001:db8::5. A second opinion came from 198.51.100.6.",
            VerdictMessages.Effort(report with { Others = Others }, Languages.English));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("html")]
    [InlineData("json")]
    [InlineData("ndjson")]
    public void Reports_tell_it_in_every_language(string format)
    {
        foreach (var messages in Languages.All)
        {
            var written = Render(SampleReports.Mixed().Report with { Others = Others }, format, messages);
            Assert.All(Others, other => Assert.Contains(other.Address.ToString(), written, StringComparison.Ordinal));
            Assert.Contains("198.51.100.1", written, StringComparison.Ordinal);
            Assert.Contains("12:00:03", written, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Json_has_each_with_its_part_in_it()
    {
        var others = JsonSerializer.Deserialize<JsonElement>(Render(SampleReports.Mixed().Report with { Others = Others }, "json", Languages.English)).GetProperty("alsoFrom");
        Assert.Equal(["part", "part", "went-on", "elsewhere", "second"], others.EnumerateArray().Select(other => other.GetProperty("as").GetString()));
        Assert.Equal([null, null, "198.51.100.1", null, null], others.EnumerateArray().Select(other => other.GetProperty("insteadOf").GetString()));
        Assert.All(others.EnumerateArray(), other => Assert.Equal(Since, other.GetProperty("since").GetDateTimeOffset()));
    }

    private static string Render(ScanReport report, string format, Messages messages)
    {
        var header = report.Header with { Language = new ReaderLanguage(messages, IsChosen: true) };
        using var output = new StringWriter { NewLine = "\n" };
        var writer = ReportFormats.Find(format)!.Begin(output, header);
        foreach (var _ in writer.End(report with { Header = header }))
        {
            // Written step by step.
        }

        return output.ToString();
    }
}
