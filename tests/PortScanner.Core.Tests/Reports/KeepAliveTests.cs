using System.Text.Json.Nodes;
using System.Xml.Linq;

using PortScanner.Reports;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports;

/// <summary>What is written to a reader who waits changes nothing of what the report says, however often and wherever it is written.</summary>
public sealed class KeepAliveTests
{
    public static TheoryData<string, int> FormatsAndTimes =>
    [
        .. ReportFormats.All.SelectMany(_ => (int[])[1, 7, 100, 1000], (format, times) => new TheoryDataRow<string, int>(format.Name, times)),
    ];

    [Theory, MemberData(nameof(FormatsAndTimes))]
    public void Report_says_the_same_with_it_as_without(string format, int times)
    {
        var known = ReportFormats.Find(format)!;
        var (plain, kept) = (Render(known, 0), Render(known, times));
        switch (format)
        {
            case "json":
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(plain), JsonNode.Parse(kept)));
                break;
            case "ndjson":
                Assert.All(Lines(kept), line => JsonNode.Parse(line));
                Assert.Equal(Lines(plain), Lines(kept).Select(line => line.TrimStart(' ')));
                break;
            case "csv":
                Assert.Equal(plain, kept);
                break;
            case "xml":
                Assert.True(XNode.DeepEquals(XDocument.Parse(plain), XDocument.Parse(kept)));
                break;
            case "html":
                Assert.Equal(Lines(plain).Where(line => line.Length > 0), Lines(kept).Where(line => line.Length > 0));
                break;
            case "text":
                Assert.Equal(Lines(plain), Lines(kept).Where(line => !IsDots(line)));
                Assert.All(Lines(kept), line => Assert.InRange(line.Length, 0, 80));
                break;
            default:
                // Blanks at the end of the first line, which is a comment.
                Assert.StartsWith("#", kept, StringComparison.Ordinal);
                Assert.Equal(Lines(plain), Lines(kept).Select(line => line.TrimEnd()));
                break;
        }

        if (times >= 100)
        {
            Assert.Equal(format == "csv", plain == kept);
        }
    }

    [Fact]
    public void Dots_stand_on_lines_of_their_own() =>
        Assert.Contains("\n      .......\n   22 tcp   rejected", Render(ReportFormats.Text, 7), StringComparison.Ordinal);

    [Fact]
    public void Opening_of_a_csv_comes_character_by_character_and_then_nothing()
    {
        var names = Lines(Render(ReportFormats.Find("csv")!, 0))[0] + "\n";
        using var output = new StringWriter();
        var writer = ReportFormats.Find("csv")!.Begin(output, SampleReports.Mixed().Report.Header);
        for (var times = 1; times <= names.Length + 50; times++)
        {
            writer.KeepAlive();
            Assert.Equal(names[..Math.Min(times, names.Length)], output.ToString());
        }
    }

    private static bool IsDots(string line) => line.Trim() is { Length: > 0 } rest && rest.All(character => character == '.');

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private static string Render(IReportFormat format, int times)
    {
        var scan = SampleReports.Mixed();
        using var output = new StringWriter();
        var writer = format.Begin(output, scan.Report.Header);
        foreach (var row in scan.Stream)
        {
            KeepAlive();
            writer.Row(row);
            writer.Pause();
        }

        KeepAlive();
        _ = writer.End(scan.Report).Count();
        return output.ToString();

        void KeepAlive()
        {
            for (var i = 0; i < times; i++)
            {
                writer.KeepAlive();
            }
        }
    }
}
