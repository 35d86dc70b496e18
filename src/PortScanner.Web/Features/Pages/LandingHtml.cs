using PortScanner.Core.Reports;
using PortScanner.Core.Reports.Html;
using PortScanner.Core.Scanning;
using PortScanner.Core.Words;

using static PortScanner.Core.Reports.Html.HtmlPage;

namespace PortScanner.Web.Features.Pages;

/// <summary>The start page for browsers; it needs no script.</summary>
internal static class LandingHtml
{
    /// <summary>Writes the page.</summary>
    public static string Write(Visitor visitor, ReaderLanguage language)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        WriteHead(output, language, messages["landing.title"]);
        output.Write(
            $"""
            <p>{Encode($"{visitor.Sentence(messages)} {visitor.WhoseAddress(messages)}")}</p>
            {OtherFamily(visitor, language)}
            <form method="post" action="/scan">
            {LanguageField(language)}<p><label><input type="checkbox" name="consent" value="yes" required="required"/>
            {Encode(messages["landing.consent"])}</label></p>
            <fieldset><legend>{Encode(messages["landing.what"])}</legend>
            {string.Concat(ScanProfiles.All.Select(profile => Choice(profile, messages[ProfileWords.Key(profile)])))}
            <p><label>{Encode(messages["landing.ports"])}
            <input type="text" name="ports" size="30" maxlength="4096" autocomplete="off" autocapitalize="off" spellcheck="false"/></label></p>
            </fieldset>
            <p><label><input type="checkbox" name="firewall" value="yes"/>
            {Encode(messages["landing.firewall"])}</label></p>
            <p><label>{Encode(messages["landing.expect"])}
            <input type="text" name="expect" size="20" maxlength="4096" autocomplete="off" autocapitalize="off" spellcheck="false"/></label></p>
            <p><button type="submit">{Encode(messages["landing.start"])}</button></p>
            </form>
            <p>{Encode(messages["landing.kept"])}</p>
            <p>{Encode(messages["help.landing"])} <a href="{language.Link(HelpPaths.Index)}">{Encode(messages["help.title"])}</a></p>
            <p>{Encode(messages["landing.without-browser"])} <code>curl -sN {Encode(visitor.SiteUrl)}/</code></p>

            """);
        WriteFoot(output, language);
        return output.ToString();
    }

    private static string OtherFamily(Visitor visitor, ReaderLanguage language) => visitor.OtherOrigin is { } origin
        ? $"""<p><a href="{Encode(language.Link($"{origin}/"))}">{Encode(language.Messages.Format("landing.other-family", ("family", visitor.OtherFamily)))}</a></p>"""
        : string.Empty;

    private static string Choice(ScanProfile profile, string words)
    {
        var name = ReportNames.Of(profile);
        var isChosen = profile == ScanProfile.Quick ? " checked=\"checked\"" : string.Empty;
        return $"""<p><label><input type="radio" name="profile" value="{name}"{isChosen}/> <strong>{name}</strong>: {Encode(words)}</label></p>{"\n"}""";
    }
}
