using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Web.Features.Pages;

/// <summary>The form that asks for a scan: complete without script, and refilled with its errors if it was refused.</summary>
/// <param name="language">The reader's language.</param>
/// <param name="entry">What was filled in.</param>
/// <param name="family">The reader's address family, for which profiles take as long as is told.</param>
internal sealed class FormHtml(ReaderLanguage language, FormEntry entry, AddressFamily family)
{
    private const string PortInput = "maxlength=\"4096\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\"";

    private readonly Messages _messages = language.Messages;

    /// <summary>Writes the form.</summary>
    public void Write(TextWriter output) => output.Write(
        $"""
        <form method="post" action="/scan" class="card start" data-live="yes">
        {LanguageField(language)}{Check("consent", "yes", _messages["landing.consent"], " required=\"required\"")}
        <p><button type="submit" class="primary">{Encode(_messages["landing.start"])}</button></p>
        <p class="quiet-text">{Encode(_messages["landing.kept"])}</p>
        <details class="options"{(entry.ShowsOptions ? " open=\"open\"" : "")}>
        <summary>{Encode(_messages["landing.more"])}</summary>
        <div><fieldset><legend>{Encode(_messages["landing.what"])}</legend>
        {string.Concat(ScanProfiles.All.Select(Choice))}{Errors("profile")}<div class="field"><label>{Encode(_messages["landing.ports"])}
        <input type="text" name="ports" size="30" {PortInput} value="{Encode(entry.Value("ports"))}"{Described("ports")}/></label>
        {Errors("ports")}</div>
        {Check("udp", "no", _messages["landing.udp"])}{Check("icmp", "no", _messages["landing.icmp"])}</fieldset></div>
        {Check("firewall", "yes", _messages["landing.firewall"])}{PaceField()}{Check("until", "settled", _messages["landing.until"])}<div class="field"><label>{Encode(_messages["landing.expect"])}
        <input type="text" name="expect" size="20" {PortInput} value="{Encode(entry.Value("expect"))}"{Described("expect")}/></label>
        {Errors("expect")}</div>
        </details>
        </form>

        """);

    private static string Checked(bool isChecked) => isChecked ? " checked=\"checked\"" : "";

    private static string IdOf(string field) => $"{field}-error";

    private string Described(string field) =>
        entry.ErrorsOf(field).Count > 0 ? $" aria-invalid=\"true\" aria-describedby=\"{IdOf(field)}\"" : "";

    private string Errors(string field) => entry.ErrorsOf(field) is { Count: > 0 } sentences
        ? $"<p class=\"error\" id=\"{IdOf(field)}\">{Encode(string.Join(' ', sentences))}</p>\n"
        : "";

    // A field that is sent with its one value, or not at all; on a line of its own where there is no style sheet, too.
    private string Check(string field, string value, string words, string attributes = "") =>
        $"""
        <div><label class="check"><input type="checkbox" name="{field}" value="{value}"{attributes}{Checked(entry.Value(field) == value)}{Described(field)}/>
        <span>{Encode(words)}</span></label></div>
        {Errors(field)}
        """;

    // What was asked for stays among the choices, if it is none of them.
    private string PaceField()
    {
        var chosen = ScanPace.TryParse(entry.Value("pace"), out var pace, out _) ? pace : ScanPace.Normal;
        var options = PaceMessages.Offered.Append(chosen).Distinct().Select(
            offered => $"""<option value="{offered.Name}"{(offered.Interval is { } gap ? $" data-seconds=\"{(int)gap.TotalSeconds}\"" : "")}{(offered == chosen ? " selected=\"selected\"" : "")}>{Encode(PaceMessages.Name(offered, _messages))}</option>{"\n"}""");
        return
            $"""
            <div class="field"><label>{Encode(_messages["landing.pace"])}
            <select name="pace" data-description="pace-takes"{(entry.ErrorsOf("pace").Count > 0 ? Described("pace") : " aria-describedby=\"pace-takes\"")}>
            {string.Concat(options)}</select></label>
            {Errors("pace")}<p class="quiet-text" id="pace-takes">{Encode(PaceMessages.Takes(family, _messages))}</p>
            <p class="quiet-text" data-pace-time="yes"{PaceMessages.Seconds(family)} role="status"></p></div>

            """;
    }

    private string Choice(ScanProfile profile)
    {
        var name = ReportNames.Of(profile);
        var chosen = entry.Value("profile") is { Length: > 0 } value ? value : ReportNames.Of(ScanProfile.Quick);
        return
            $"""
            <div><label class="check"><input type="radio" name="profile" value="{name}"{Checked(name == chosen)}{Described("profile")}/> <span><strong>{name}</strong>: {Encode(_messages[ProfileMessages.Key(profile)])}</span></label></div>

            """;
    }
}
