using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Results;
using PortScanner.Reports.Data;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Html;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;

namespace PortScanner.Core.Tests.Reports;

/// <summary>A ban that cannot be excluded is told once, and names the way to know.</summary>
public class BanFindingTests
{
    public static TheoryData<string> Codes => [.. Languages.All.Select(messages => messages.Language.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Possible_ban_is_told_once_in_text_page_and_findings(string code)
    {
        var scan = SampleReports.Silent().In(code);
        Assert.Equal(2, scan.Render(new TextFormat()).Split("pace=gentle").Length);
        Assert.Equal(2, scan.Render(new HtmlFormat()).Split("pace=gentle").Length);
        Assert.Equal(2, FindingsJson.Write(scan.Report).Split("pace=gentle").Length);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Gentle_test_does_not_name_itself_as_the_way_to_know(string code)
    {
        var report = SampleReports.Silent().In(code).Report;
        var request = report.Header.Plan.Request with { Options = report.Header.Plan.Request.Options with { Pace = ScanPace.Gentle } };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        var messages = report.Header.Language.Messages;

        var sentence = BanFindings.Sentence(report with { Header = report.Header with { Plan = plan } }, messages);

        Assert.Equal(messages["report.ban-before"], sentence);
        Assert.DoesNotContain("gentle", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Recognised_ban_is_why_the_test_ended_early(string code)
    {
        var scan = SampleReports.Banned().In(code);
        Assert.Equal(2, scan.Render(new TextFormat()).Split("pace=gentle").Length);
        Assert.False(scan.Report.Pass);
    }

    [Theory]
    [InlineData(nameof(SampleReports.Silent), BanFinding.Possible, "possible")]
    [InlineData(nameof(SampleReports.Banned), BanFinding.Recognised, "recognised")]
    [InlineData(nameof(SampleReports.Mixed), BanFinding.None, null)]
    public void Finding_is_named_in_data(string sample, BanFinding finding, string? name)
    {
        var scan = (SampleScan)typeof(SampleReports).GetMethod(sample)!.Invoke(null, null)!;
        Assert.Equal(finding, BanFindings.Of(scan.Report));
        var written = name is null ? "null" : $"\"{name}\"";
        Assert.All([new JsonFormat(), (IReportFormat)new NdjsonFormat()], format => Assert.Contains($"\"ban\":{written}", scan.Render(format), StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_bear_it_have_it_as_a_remark_and_are_no_group_of_their_own()
    {
        var scan = SampleReports.Silent();
        Assert.Empty(ReportFindings.Of(scan.Report).Remarks);
        Assert.Equal(scan.Report.Rows.Count, scan.Render(new JsonFormat()).Split("\"remarks\":[\"ban-possible\"]").Length - 1);
    }

    [Fact]
    public void Banned_is_unknown() => Assert.Equal((PortState.Unknown, EvidenceStrength.Silence), (Reason.Banned.Info().State, Reason.Banned.Info().Strength));
}
