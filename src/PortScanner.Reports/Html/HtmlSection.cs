using PortScanner.Core.Localization;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Reports.Html;

/// <summary>The part of a report about one state.</summary>
internal static class HtmlSection
{
    public static IEnumerable<ReportStep> Write(TextWriter output, StateSection section, ReaderLanguage language)
    {
        var messages = language.Messages;
        output.Write($"<h3 class=\"{ReportNames.Slug(section.State)}\"><a href=\"{language.Link(HelpPaths.Of(section.State))}\">{Encode(section.Heading(messages))}</a></h3>\n");
        if (section.Exposures.Count > 0)
        {
            output.Write("<ul class=\"exposures\">\n");
            foreach (var exposure in section.Exposures)
            {
                output.Write(Item(exposure, language));
                yield return default;
            }

            output.Write("</ul>\n");
        }

        foreach (var group in section.Groups)
        {
            WriteGroup(output, group, messages);
        }

        output.Write($"<p><strong>{Encode(messages["report.what-to-do"])}</strong> {Encode(section.State.Advice(messages))}</p>\n");
    }

    private static string Item(Exposure exposure, ReaderLanguage language)
    {
        var messages = language.Messages;
        var service = exposure.Service.Length > 0 ? exposure.Service : messages["report.unknown-service"];
        var amplification = exposure.Amplification is null ? "" : $" {exposure.Amplification}";
        var doubt = exposure.Doubt is null ? "" : $" {messages.Format("report.less-certain", ("doubt", exposure.Doubt))}";
        var responder = exposure.Responder is null ? "" : $" {messages.Format("report.answered-by", ("address", exposure.Responder.ToString()))}";
        return $"<li><strong><a href=\"{language.Link(HelpPaths.OfPort(exposure.Number))}\">{exposure.Port}</a></strong> {Encode(service)}<br/>{Encode($"{exposure.Risk}{amplification}{doubt}{responder}")}</li>\n";
    }

    private static void WriteGroup(TextWriter output, FindingGroup group, Messages messages)
    {
        output.Write($"<p>{Encode(group.Sentences(messages))}</p>\n<ul>\n");
        foreach (var (protocol, ranges) in group.Ports)
        {
            output.Write($"<li><strong>{ReportNames.Of(protocol)}</strong> {ranges}</li>\n");
        }

        output.Write("</ul>\n");
    }
}
