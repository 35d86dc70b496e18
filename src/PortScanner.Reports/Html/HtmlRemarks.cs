using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Reports.Html;

/// <summary>What was noticed beside the states.</summary>
internal static class HtmlRemarks
{
    public static void Write(TextWriter output, IReadOnlyList<RemarkGroup> remarks, Messages messages)
    {
        if (remarks.Count > 0)
        {
            output.Write($"<h3>{Encode(messages["report.also-noticed"])}</h3>\n");
        }

        foreach (var remark in remarks)
        {
            output.Write($"<p>{Encode(remark.Remark.Sentence(messages))} ({remark.Remark.Name})</p>\n<ul>\n");
            foreach (var (protocol, ranges) in remark.Ports)
            {
                output.Write($"<li><strong>{ReportNames.Of(protocol)}</strong> {ranges}</li>\n");
            }

            output.Write(remark.IsOfPing ? "<li>ping</li>\n" : "");
            output.Write(remark.IsOfFirewallTests ? $"<li>{Encode(messages["report.firewall-tests"])}</li>\n</ul>\n" : "</ul>\n");
        }
    }
}
