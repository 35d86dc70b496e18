using System.Net;
using System.Xml;
using System.Xml.Linq;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Html;
using PortScanner.Reports.Model;

using static PortScanner.Core.Tests.Reports.SampleReports;

namespace PortScanner.Core.Tests.Reports;

public class HtmlFormatTests
{
    private const string Hostile = "\"><script>alert('x')</script>&amp;<!--\u0000\u001b";

    public static TheoryData<string> Samples =>
        [nameof(Mixed), nameof(Silent), nameof(RejectedByRouter), nameof(AnswersForAll), nameof(Failed)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Page_is_well_formed(string sample)
    {
        var scan = (SampleScan)typeof(SampleReports).GetMethod(sample)!.Invoke(null, null)!;

        var page = Parse(scan.Render(ReportFormats.Html));

        Assert.Equal("en", page.Root!.Attribute("lang")?.Value);
        Assert.Single(page.Descendants("h1"));
        Assert.All(page.Descendants("th"), heading => Assert.NotNull(heading.Attribute("scope")));
    }

    [Fact]
    public void Page_that_ends_after_any_number_of_rows_is_closed_properly()
    {
        var scan = Mixed();
        for (var rows = 0; rows <= scan.Stream.Count; rows++)
        {
            Parse((scan with { Stream = [.. scan.Stream.Take(rows)] }).Render(ReportFormats.Html));
        }
    }

    [Fact]
    public void Provisional_silence_is_one_row_and_an_answer_that_comes_late_says_what_it_corrects()
    {
        using var output = new StringWriter();
        var writer = ReportFormats.Html.Begin(output, Silent().Report.Header);
        var before = output.ToString().Length;
        writer.Row(Row(ProbeKind.Syn, 22, Reason.NoReply, remarks: Remarks.Provisional));
        writer.Row(Row(ProbeKind.Syn, 23, Reason.NoReply, remarks: Remarks.Provisional));
        writer.Pause();
        writer.Pause();
        writer.Row(Row(ProbeKind.Syn, 22, Reason.AdminProhibited, ms: 6200));

        Assert.Equal(
            [
                $"""<tr><td colspan="6">{Languages.English.Count("report.answers.so-far", 2)}</td></tr>""",
                """<tr><td colspan="6">The next row corrects what was so far, for one that was silent:</td></tr>""",
                """<tr><th scope="row">22/tcp</th><td class="rejected">rejected</td><td>-</td><td>admin-prohibited</td><td class="number">6,200.0 ms</td><td>you</td></tr>""",
                "",
            ],
            output.ToString()[before..].Split('\n'));
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var row = Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 1, service: new(Hostile, "ssh"));
        var scan = Scan(IPAddress.Loopback, ScanProfile.Custom, [row], Hostile, new ExpectVerdict(Hostile, Pass: false, [new Message("expect.unexpected", ("ports", Hostile))]));
        var failed = scan with { Report = scan.Report with { EarlyEnd = new Message("report.ended-early", ("cause", Hostile)) } };

        var page = Parse(failed.Render(ReportFormats.Html));

        var elements = page.Descendants().Select(element => element.Name.LocalName).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain("script", elements);
        Assert.DoesNotContain(page.DescendantNodes(), node => node is XComment);
        // The source, the service in the row and in the list, the early end, the expectation twice, and a difference.
        var shown = Hostile.Replace('\0', ' ').Replace('\u001b', ' ').TrimEnd();
        Assert.Equal(7, page.Root!.Value.Split(shown).Length - 1);
    }

    [Fact]
    public void Hostile_title_stays_text()
    {
        using var output = new StringWriter();
        HtmlPage.WriteHead(output, ReaderLanguage.Default, Hostile);
        HtmlPage.WriteFoot(output, ReaderLanguage.Default);

        Assert.Empty(Parse(output.ToString()).Descendants("script"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Page_has_neither_script_nor_inline_style(string sample)
    {
        var scan = (SampleScan)typeof(SampleReports).GetMethod(sample)!.Invoke(null, null)!;

        var page = Parse(scan.Render(ReportFormats.Html));

        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("style"));
        Assert.DoesNotContain(
            page.Descendants().Attributes(),
            attribute => attribute.Name == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_tells_what_the_text_tells()
    {
        var scan = Mixed();
        var page = Squeezed(Parse(scan.Render(ReportFormats.Html)).Root!.Value);

        var findings = PortScanner.Reports.Findings.ReportFindings.Of(scan.Report);
        Assert.Contains(Squeezed(findings.Sentence), page, StringComparison.Ordinal);
        Assert.All(findings.Sections, section => Assert.Contains(Squeezed(section.Heading(Languages.English)), page, StringComparison.Ordinal));
        Assert.All(scan.Report.Rows.Where(row => row.IsAnswer), row => Assert.Contains(row.Result.Reason.Info().Name, page, StringComparison.Ordinal));
        Assert.Contains("FAIL", page, StringComparison.Ordinal);
    }

    [Fact]
    public void States_and_open_ports_are_linked_to_their_help()
    {
        var scan = Mixed();
        var sections = PortScanner.Reports.Findings.ReportFindings.Of(scan.Report).Sections;
        var links = Links(scan);

        Assert.All(sections, section => Assert.Contains((HelpPaths.Of(section.State), section.Heading(Languages.English)), links));
        Assert.All(sections.SelectMany(section => section.Exposures), exposure => Assert.Contains((HelpPaths.OfPort(exposure.Number), exposure.Port), links));
        Assert.Contains(links, link => link.Text.EndsWith("/udp", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_keep_to_the_language_that_was_chosen()
    {
        var scan = Mixed();
        var chosen = scan with { Report = scan.Report with { Header = scan.Report.Header with { Language = new ReaderLanguage(Languages.Find("es")!, IsChosen: true) } } };

        Assert.All(Links(chosen), link => Assert.True(link.Path[0] == '#' || link.Path.Contains("?lang=", StringComparison.Ordinal), link.Path));
    }

    private static List<(string Path, string Text)> Links(SampleScan scan) =>
        [.. Parse(scan.Render(ReportFormats.Html)).Descendants("a").Select(link => (link.Attribute("href")!.Value, link.Value))];

    private static XDocument Parse(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
