using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Data;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Html;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;

namespace PortScanner.Core.Tests.Reports;

/// <summary>What a second tester saw is told once, and names the ports where it differs.</summary>
public sealed class SecondFindingTests
{
    public static TheoryData<string, SecondFinding> Findings =>
    [
        .. from messages in Languages.All
           from finding in Enum.GetValues<SecondFinding>()
           where finding != SecondFinding.None
           select (messages.Language.Code, finding),
    ];

    [Theory]
    [MemberData(nameof(Findings))]
    public void Finding_is_told_once_in_text_page_and_findings(string code, SecondFinding finding)
    {
        var scan = With(finding).In(code);
        var sentence = SecondFindings.Sentence(scan.Report, scan.Report.Header.Messages)!;
        Assert.Equal(2, string.Join(' ', scan.Render(new TextFormat()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Split(Unspaced(sentence)).Length);
        Assert.Equal(2, scan.Render(new HtmlFormat()).Split(HtmlPage.Encode(sentence)).Length);
        Assert.Contains("\"secondSentence\":\"", FindingsJson.Write(scan.Report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SecondFinding.None, null)]
    [InlineData(SecondFinding.Agreed, "agreed")]
    [InlineData(SecondFinding.Differed, "differed")]
    [InlineData(SecondFinding.ShutOut, "shut-out")]
    public void Finding_is_named_in_data(SecondFinding finding, string? name)
    {
        var scan = With(finding);
        Assert.Equal(finding, SecondFindings.Of(scan.Report));
        var written = name is null ? "null" : $"\"{name}\"";
        Assert.All([new JsonFormat(), (IReportFormat)new NdjsonFormat()], format => Assert.Contains($"\"second\":{written}", scan.Render(format), StringComparison.Ordinal));
    }

    [Fact]
    public void One_port_that_is_silent_to_one_tester_alone_shows_no_firewall_that_shuts_out()
    {
        var shut = With(SecondFinding.ShutOut).Report;
        Assert.Equal(SecondFinding.Differed, SecondFindings.Of(shut with { Rows = [.. shut.Rows.Where((_, place) => place != 2)] }));
    }

    [Fact]
    public void Ports_that_were_seen_otherwise_are_listed_and_those_seen_twice_are_not()
    {
        Assert.Contains(ReportFindings.Of(With(SecondFinding.Differed).Report).Remarks, group => group.Remark.Remark == Remarks.SeenOtherwise);
        Assert.DoesNotContain(ReportFindings.Of(With(SecondFinding.Agreed).Report).Remarks, group => group.Remark.Remark == Remarks.SeenTwice);
    }

    private static string Unspaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static SampleScan With(SecondFinding finding)
    {
        var scan = SampleReports.Mixed();
        ReportRow[] rows = [.. scan.Report.Rows.Select((row, place) => place > 3 || finding == SecondFinding.None ? row : row with { Result = Seen(row.Result, place, finding) })];
        return new SampleScan(scan.Report with { Rows = rows }, rows);
    }

    private static ProbeResult Seen(ProbeResult result, int place, SecondFinding finding) => finding switch
    {
        SecondFinding.ShutOut when place is 2 or 3 => result with { State = PortState.Unknown, Reason = Reason.TestersDiffer, Remarks = Remarks.SeenOtherwise },
        SecondFinding.Differed when place == 3 => result with { Remarks = Remarks.SeenOtherwise },
        _ => result with { Remarks = Remarks.SeenTwice },
    };
}
