using System.Text.Json;

using PortScanner.Core.Localization;
using PortScanner.Reports.Data;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports;

/// <summary>What reports say of the moment from which on nothing more could turn out open.</summary>
public class SettledTests
{
    [Theory]
    [InlineData(4.5, 8.5, true)]
    [InlineData(4.5, 5.5, true)]
    [InlineData(4.5, 5.4, false)]
    [InlineData(0.2, 0.2, false)]
    [InlineData(null, 60, false)]
    public void It_is_told_where_the_scan_went_on_behind_it(double? after, double duration, bool isTold) => Assert.All(Languages.All, messages =>
    {
        var effort = VerdictMessages.Effort(Report(after, duration).In(messages.Language.Code).Report, messages);
        Assert.Equal(isTold, effort.Contains(messages.Format("report.settled", ("seconds", messages.Number(4.5, 1))), StringComparison.Ordinal));
    });

    [Theory]
    [InlineData(4.5, 4500)]
    [InlineData(null, null)]
    public void Json_has_it_in_milliseconds(double? after, int? milliseconds)
    {
        using var json = JsonDocument.Parse(Report(after, 60).Render(new JsonFormat()));
        var settled = json.RootElement.GetProperty("settledMs");
        Assert.Equal(milliseconds, settled.ValueKind == JsonValueKind.Null ? null : settled.GetInt32());
    }

    [Fact]
    public void Verdict_of_a_scan_that_goes_on_is_told_with_it() => Assert.All(Languages.All, messages =>
    {
        var report = Report(4.5, 60).In(messages.Language.Code).Report;
        Assert.Contains(ReportFindings.Of(report).Sentence, VerdictMessages.Settled(report, messages), StringComparison.Ordinal);
    });

    private static SampleScan Report(double? after, double duration)
    {
        var scan = SampleReports.Mixed();
        return scan with
        {
            Report = scan.Report with
            {
                Duration = TimeSpan.FromSeconds(duration),
                SettledAfter = after is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            },
        };
    }
}
