using System.Globalization;

using PortScanner.Core.Localization;
using PortScanner.Core.Ports;
using PortScanner.Reports.Text;
using PortScanner.Web.Features.Pages;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Web.Features.PortCheck;

/// <summary>The page with one field, which asks about a port. It needs no script; with one, it asks again until the port opens.</summary>
internal static class PortPage
{
    private const string ExamplePorts = "22";

    // The script fills it in.
    private const string Seconds = "{seconds}";

    private const string Script = "<script type=\"module\" src=\"/assets/port.js\"></script>\n";

    /// <summary>The page for browsers.</summary>
    public static string Html(Visitor visitor, ReaderLanguage language, PortEntry entry)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        WriteHead(output, language, messages["port.title"], LandingHtml.Referrer + Script);
        output.Write($"<p class=\"address-line\">{LandingHtml.AddressLine(visitor, messages)}</p>\n{LandingHtml.ProxyNote(visitor, messages)}{LandingHtml.Refusal(visitor, messages)}");
        if (visitor.Refusal is null)
        {
            WriteForm(output, visitor, language, entry);
        }

        WriteFoot(output, language, PortPaths.Index);
        return output.ToString();
    }

    /// <summary>The page as text, with the commands to run, which are never broken.</summary>
    public static string Text(Visitor visitor, ReaderLanguage language, PortSpecification? ports)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new TextLines(output);
        var asked = ports?.ToString() ?? ExamplePorts;
        lines.Line(messages["port.title"]);
        lines.Blank();
        lines.Wrapped("", visitor.Sentence(messages));
        LandingText.WriteProxyNote(lines, visitor, messages);
        lines.Blank();
        if (visitor.Refusal is not null)
        {
            LandingText.WriteRefusal(lines, visitor, messages);
            return output.ToString();
        }

        lines.Wrapped("", messages["landing.text.run"]);
        lines.Line($"  {Command(visitor, language, asked)}");
        lines.Blank();
        lines.Wrapped("", messages.Format("port.text.lines", ("most", PortForm.MostPorts.ToString(CultureInfo.InvariantCulture))));
        lines.Blank();
        lines.Wrapped("", messages["port.text.strict"]);
        lines.Line($"  curl -s --fail -d consent=yes -d status=strict {Address(visitor, asked)}");
        return output.ToString();
    }

    /// <summary>What is said to a terminal of a path that names no ports.</summary>
    public static string WrongText(string sentence)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new TextLines(output).Wrapped("", sentence);
        return output.ToString();
    }

    private static void WriteForm(TextWriter output, Visitor visitor, ReaderLanguage language, PortEntry entry)
    {
        var messages = language.Messages;
        output.Write(
            $"""
            <form method="post" action="{PortPaths.Index}" class="card start" data-port="yes" data-testing="{Encode(messages["port.testing"])}" data-again="{Encode(messages.Format("port.again", ("seconds", Seconds)))}" data-open="{Encode(messages["port.is-open"])}" data-not-open="{Encode(messages["port.not-open"])}" data-failed="{Encode(messages["port.failed"])}" data-stop="{Encode(messages["port.stop"])}">
            {LanguageField(language)}{OtherErrors(entry)}<div class="field"><label>{Encode(messages["port.label"])}
            <input type="text" name="{PortForm.PortsField}" size="12" maxlength="{PortSpecification.MaximumLength}" required="required" autocomplete="off" autocapitalize="off" spellcheck="false" value="{Encode(entry.Ports)}"{Described(PortForm.PortsField, entry)}/></label>
            {Error(PortForm.PortsField, entry)}</div>
            <div><label class="check"><input type="checkbox" name="consent" value="yes" required="required"{(entry.Agrees ? " checked=\"checked\"" : "")}{Described("consent", entry)}/>
            <span>{Encode(messages["landing.consent"])}</span></label></div>
            {Error("consent", entry)}<div data-until="{Encode(messages["port.until"])}"></div>
            <p><button type="submit" class="primary">{Encode(messages["port.ask"])}</button></p>
            <pre data-lines="yes" hidden="hidden"></pre>
            <p data-status="yes" role="status"></p>
            <p class="quiet-text">{Encode(messages["landing.kept"])}</p>
            </form>
            <p class="quiet-text">{Encode(messages["port.command"])} <code>{Encode(Command(visitor, language, PortForm.Parse(entry.Ports, out _)?.ToString() ?? ExamplePorts))}</code></p>

            """);
    }

    private static string Command(Visitor visitor, ReaderLanguage language, string ports) =>
        $"curl -sN -d consent=yes {(language.IsChosen ? $"-d {ReaderLanguage.Field}={language.Messages.Language.Code} " : "")}{Address(visitor, ports)}";

    private static string Address(Visitor visitor, string ports) => $"{visitor.SiteUrl}{PortPaths.Of(ports)}";

    private static string Described(string field, PortEntry entry) =>
        entry.Errors.ContainsKey(field) ? $" aria-invalid=\"true\" aria-describedby=\"{field}-error\"" : "";

    private static string Error(string field, PortEntry entry) =>
        entry.Errors.TryGetValue(field, out var sentence) ? $"<p class=\"error\" id=\"{field}-error\">{Encode(sentence)}</p>\n" : "";

    // Of fields that the page has not.
    private static string OtherErrors(PortEntry entry) => string.Concat(
        entry.Errors.Where(error => error.Key is not (PortForm.PortsField or "consent")).Select(error => $"<p class=\"error\">{Encode(error.Value)}</p>\n"));
}
