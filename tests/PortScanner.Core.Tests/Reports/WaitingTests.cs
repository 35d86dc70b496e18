using System.Net;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports;

using static PortScanner.Core.Tests.Reports.SampleReports;

namespace PortScanner.Core.Tests.Reports;

/// <summary>What people are told while no row comes, and of what it was noticed.</summary>
public class WaitingTests
{
    private const string Sentence = "7 probes wait for a limit: only so many errors are sent at a time.";

    public static TheoryData<string> Formats => [.. ReportFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Sentence_stands_among_the_answers_of_a_report_that_people_read_as_it_comes(string name)
    {
        var format = ReportFormats.Find(name)!;
        var scan = Mixed();
        using var output = new StringWriter();
        var writer = format.Begin(output, scan.Report.Header);
        writer.Row(scan.Stream[0]);
        writer.Waiting(Sentence);
        var before = Words(output.ToString());
        _ = writer.End(scan.Report).Count();

        Assert.Equal(format is { IsForPeople: true, IsStreamed: true }, before.Contains(Words(Sentence), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text", "    firewall tests\n")]
    [InlineData("html", "<li>firewall tests</li>")]
    public void Remark_on_odd_packets_says_of_what_it_is(string name, string words)
    {
        var row = Row(ProbeKind.Ack, 80, Reason.PortUnreach, ms: 1, remarks: Remarks.Waited);
        var scan = Scan(IPAddress.Parse("203.0.113.7"), ScanProfile.Custom, [row], null, null, testsFirewall: true);

        Assert.Contains(words, scan.Render(ReportFormats.Find(name)!), StringComparison.Ordinal);
    }

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
