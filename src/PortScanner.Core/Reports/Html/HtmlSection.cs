using PortScanner.Core.Reports.Findings;

using static PortScanner.Core.Reports.Html.HtmlPage;

namespace PortScanner.Core.Reports.Html;

/// <summary>The part of a report about one state.</summary>
internal static class HtmlSection
{
    public static void Write(TextWriter output, StateSection section)
    {
        output.Write($"<h3 class=\"{ReportNames.Of(section.State)}\">{section.Heading}</h3>\n");
        if (section.Exposures.Count > 0)
        {
            output.Write("<ul class=\"exposures\">\n");
            foreach (var exposure in section.Exposures)
            {
                output.Write(Item(exposure));
            }

            output.Write("</ul>\n");
        }

        foreach (var group in section.Groups)
        {
            WriteGroup(output, group);
        }

        output.Write($"<p><strong>What to do:</strong> {Encode(section.State.Words().Advice)}</p>\n");
    }

    private static string Item(Exposure exposure)
    {
        var service = exposure.Service.Length > 0 ? exposure.Service : "unknown service";
        var amplification = exposure.Amplification is null ? "" : $" {exposure.Amplification}";
        var doubt = exposure.Doubt is null ? "" : $" Less certain: {exposure.Doubt}.";
        var responder = exposure.Responder is null ? "" : $" Answered by {exposure.Responder}, which is not your address.";
        return $"<li><strong>{exposure.Port}</strong> {Encode(service)}<br/>{Encode($"{exposure.Risk}{amplification}{doubt}{responder}")}</li>\n";
    }

    private static void WriteGroup(TextWriter output, FindingGroup group)
    {
        output.Write($"<p>{Encode(group.Answerer is null ? group.Sentence : $"{group.Sentence} {group.Answerer}")}</p>\n<ul>\n");
        foreach (var (protocol, ranges) in group.Ports)
        {
            output.Write($"<li><strong>{ReportNames.Of(protocol)}</strong> {ranges}</li>\n");
        }

        output.Write("</ul>\n");
    }
}
