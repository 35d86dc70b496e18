using PortScanner.Core.Reports.Findings.Firewall;

using static PortScanner.Core.Reports.Html.HtmlPage;

namespace PortScanner.Core.Reports.Html;

/// <summary>The part of a report about the firewall tests.</summary>
internal static class HtmlFirewall
{
    public static void Write(TextWriter output, FirewallFinding firewall)
    {
        output.Write($"<h3>Firewall</h3>\n<p>{Encode(firewall.Sentence)}</p>\n");
        if (firewall.Evidence.Count > 0)
        {
            output.Write("<ul>\n");
            foreach (var fact in firewall.Evidence)
            {
                output.Write($"<li>{Encode(fact)}</li>\n");
            }

            output.Write("</ul>\n");
        }

        if (firewall.Tests.Count > 0)
        {
            WriteTests(output, firewall.Tests);
        }
    }

    private static void WriteTests(TextWriter output, IEnumerable<FirewallTest> tests)
    {
        output.Write(
            """
            <div class="wide">
            <table>
            <caption>What became of each firewall test</caption>
            <thead><tr><th scope="col">Test</th><th scope="col">Ports</th><th scope="col">State</th><th scope="col">What it means</th></tr></thead>
            <tbody>

            """);
        foreach (var test in tests)
        {
            foreach (var outcome in test.Outcomes)
            {
                var state = ReportNames.Of(outcome.State);
                output.Write(
                    $"""
                    <tr><th scope="row">{test.Name}</th><td>{(outcome.Ports.Length > 0 ? outcome.Ports : "-")}</td><td class="{state}">{state}</td><td>{Encode($"{test.Asked}: {outcome.Meaning}")}</td></tr>

                    """);
            }
        }

        output.Write("</tbody>\n</table>\n</div>\n");
    }
}
