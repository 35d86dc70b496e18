using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Reports.Html;

/// <summary>The part of a report about the firewall tests.</summary>
internal static class HtmlFirewall
{
    public static void Write(TextWriter output, FirewallFinding firewall, Messages messages)
    {
        output.Write($"<h3>{Encode(messages["report.firewall"])}</h3>\n<p>{Encode(firewall.Sentence)}</p>\n");
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
            WriteTests(output, firewall.Tests, messages);
        }
    }

    private static void WriteTests(TextWriter output, IEnumerable<FirewallTest> tests, Messages messages)
    {
        output.Write(
            $"""
            <div class="wide" tabindex="0" role="group" aria-label="{Encode(messages["report.firewall.caption"])}">
            <table>
            <caption>{Encode(messages["report.firewall.caption"])}</caption>
            <thead><tr><th scope="col">{Encode(messages["report.firewall.test"])}</th><th scope="col">{Encode(messages["report.firewall.ports"])}</th><th scope="col">{Encode(messages["report.row.state"])}</th><th scope="col">{Encode(messages["report.firewall.meaning"])}</th></tr></thead>
            <tbody>

            """);
        foreach (var test in tests)
        {
            foreach (var outcome in test.Outcomes)
            {
                output.Write(
                    $"""
                    <tr><th scope="row">{test.Name}</th><td>{(outcome.Ports.Length > 0 ? outcome.Ports : "-")}</td><td class="{ReportNames.Slug(outcome.State)}">{Encode(outcome.State.Label(messages))}</td><td>{Encode(messages.Format("report.firewall.outcome", ("asked", test.Asked), ("meaning", outcome.Meaning)))}</td></tr>

                    """);
            }
        }

        output.Write("</tbody>\n</table>\n</div>\n");
    }
}
