using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports;

/// <summary>The tables of docs/report-format.md say what the program does.</summary>
public class ReportFormatDocumentTests
{
    private static readonly string[] Document = File.ReadAllLines(RepositoryFiles.Document("report-format.md"));

    [Fact]
    public void Reasons_are_those_of_the_program() => Assert.Equal(
        Reasons.All.Select(reason => $"| `{reason.Name}` | {Escaped(reason.State)} | {reason.Reason.Words(Languages.English)} |"),
        Table("Reasons").Select(WithoutIPscansWord));

    [Fact]
    public void Remarks_are_those_of_the_program() => Assert.Equal(
        RemarkTable.All.Select(remark => $"| `{remark.Name}` | {remark.Note(Languages.English)} | {remark.Sentence(Languages.English)} |"),
        Table("Remarks"));

    [Fact]
    public void States_are_those_of_the_program() => Assert.Equal(
        Enum.GetValues<PortState>().Select(state => $"| `{Escaped(state)}` | {state.Meaning(Languages.English)} |"),
        Table("States"));

    // A bar would end the cell.
    private static string Escaped(PortState state) => ReportNames.Of(state).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Those of UDP services stand in docs/udp-probes.md alone.</summary>
    [Fact]
    public void Probes_of_any_port_or_none_are_those_of_the_program() => Assert.Equal(
        ProbeKinds.All.Where(kind => kind.Port is null).Select(kind => $"| `{kind.Name}` | {ReportNames.Of(kind.Protocol)} | any | {(kind.OnlyFamily is { } family ? ReportNames.Of(family) : "both")} |"
            .Replace("| icmp | any |", "| icmp | none |", StringComparison.Ordinal)),
        Table("Probes"));

    [Fact]
    public void Firewall_tests_are_those_of_the_program() => Assert.Equal(
        FirewallTestMessages.All.Select(words => $"| `{words.Kind.Info().Name}` | {words.Asked(Languages.English)} | {Languages.English[words.Answered]} | {Languages.English[words.Silent]} |"),
        Table("Firewall tests"));

    [Fact]
    public void Firewall_verdicts_are_those_of_the_program() => Assert.Contains(
        $"| {string.Join(", ", Enum.GetValues<FirewallVerdict>().SkipLast(1).Select(verdict => $"`{verdict.Name()}`"))} or `{FirewallVerdict.CannotTell.Name()}` |",
        string.Join('\n', Document),
        StringComparison.Ordinal);

    [Fact]
    public void Formats_are_those_of_the_program() => Assert.Equal(
        ReportFormats.All.Select(format => $"| `{format.Name}` | `{format.MediaType}` | {(format.IsStreamed ? "as it comes" : "when finished")} |"),
        Table("Formats"));

    [Fact]
    public void Example_is_the_golden_file()
    {
        var golden = File.ReadAllLines(RepositoryFiles.Golden("Failed.json"));
        var start = Array.IndexOf(Document, "```json") + 1;

        Assert.Equal(golden, Document[start..(start + golden.Length)]);
    }

    // Which no code knows.
    private static string WithoutIPscansWord(string row) => row[..(row.TrimEnd(' ', '|').LastIndexOf('|') + 1)];

    // The rows of the first table below a heading, without its head.
    private static IEnumerable<string> Table(string heading) => Document
        .SkipWhile(line => line != $"## {heading}")
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2);
}
