using System.Globalization;

using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;

namespace PortScanner.Web.Features.Pages;

/// <summary>The start page as text, with the exact commands to run, in 80 columns; a command is never broken, so a long host name makes its line longer.</summary>
internal static class LandingText
{
    /// <summary>Writes the page.</summary>
    public static string Write(Visitor visitor, ReaderLanguage language)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new TextLines(output);
        lines.Line(messages["landing.text.title"]);
        lines.Blank();
        lines.Wrapped("", $"{visitor.Sentence(messages)} {visitor.WhoseAddress(messages)}");
        WriteProxyNote(lines, visitor, messages);
        lines.Blank();
        if (visitor.Refusal is null)
        {
            WriteTest(lines, visitor, language);
        }
        else
        {
            WriteRefusal(lines, visitor, messages);
        }

        if (visitor.OtherOrigin is { } origin)
        {
            lines.Blank();
            lines.Wrapped("", messages.Format("landing.text.other-family", ("family", visitor.OtherFamily)));
            WriteCommand(lines, $"curl -sN {Quoted(language.Link($"{origin}/"))}");
        }
        else
        {
            lines.Blank();
        }

        if (visitor.Refusal is null)
        {
            lines.Wrapped("", messages["port.landing"]);
            WriteCommand(lines, $"curl -s {Quoted(language.Link($"{visitor.SiteUrl}{PortPaths.Of("22")}"))}");
        }

        lines.Wrapped("", $"{messages["landing.kept"]} {messages["landing.text.about"]}");
        WriteCommand(lines, $"curl -s {Quoted(language.Link($"{visitor.SiteUrl}{SitePages.About.Path}"))}");
        lines.Wrapped("", messages["help.landing"]);
        WriteCommand(lines, $"curl -s {Quoted(language.Link($"{visitor.SiteUrl}{HelpPaths.Index}"))}");
        return output.ToString();
    }

    /// <summary>Says instead of the commands why none would do anything, to who cannot be tested.</summary>
    public static void WriteRefusal(TextLines lines, Visitor visitor, Messages messages)
    {
        foreach (var sentence in visitor.Refusal!.Sentences.Prepend(visitor.Refusal.Title))
        {
            lines.Wrapped("", messages.Format(sentence));
        }
    }

    /// <summary>Says what a web proxy means, to who comes through one.</summary>
    public static void WriteProxyNote(TextLines lines, Visitor visitor, Messages messages)
    {
        if (visitor.SaysProxy)
        {
            lines.Blank();
            lines.Wrapped("", messages["landing.proxy"]);
        }
    }

    private static void WriteTest(TextLines lines, Visitor visitor, ReaderLanguage language)
    {
        var messages = language.Messages;
        lines.Wrapped("", messages["landing.text.run"]);
        WriteCommand(lines, $"curl -sN -d consent=yes {(language.IsChosen ? $"-d {ReaderLanguage.Field}={messages.Language.Code} " : "")}{visitor.SiteUrl}/scan");

        lines.Line(messages["landing.text.profiles"]);
        foreach (var profile in ScanProfiles.All)
        {
            lines.Wrapped($"  {ReportNames.Of(profile),-9} ", messages[ProfileMessages.Key(profile)]);
        }

        lines.Blank();
        lines.Line(messages["landing.text.more"]);
        foreach (var (field, words) in Fields(messages))
        {
            lines.Wrapped($"  {field,-25} ", words);
        }
    }

    private static (string Field, string Words)[] Fields(Messages messages) =>
    [
        ("-d ports=22,443,U:53", messages["landing.text.ports"]),
        ("-d udp=no   -d icmp=no", messages["landing.text.without"]),
        ("-d firewall=yes", messages["landing.text.firewall"]),
        ("-d pace=gentle", PaceMessages.Text(messages)),
        ("-d until=settled", messages["landing.text.until"]),
        ("-d wait=SECONDS", messages.Format("landing.text.wait", ("most", ScanWait.MostSeconds.ToString(CultureInfo.InvariantCulture)))),
        ("-d expect=22,443", messages["landing.text.expect"]),
        ("-d format=NAME", messages.Format("landing.text.format", ("names", string.Join(' ', ReportFormats.All.Select(format => format.Name))))),
        ("-d status=strict", messages["landing.text.strict"]),
        ("-d lang=CODE", messages.Format("landing.text.language", ("codes", string.Join(' ', Languages.All.Select(other => other.Language.Code))))),
    ];

    // Some shells take a question mark for a pattern of file names.
    private static string Quoted(string url) => url.Contains('?', StringComparison.Ordinal) ? $"\"{url}\"" : url;

    private static void WriteCommand(TextLines lines, string command)
    {
        lines.Blank();
        lines.Line($"  {command}");
        lines.Blank();
    }
}
