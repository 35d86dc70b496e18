using PortScanner.Core.Reports;
using PortScanner.Core.Reports.Html;
using PortScanner.Core.Scanning;

namespace PortScanner.Web.Features.Pages;

/// <summary>The start page for browsers; it needs no script.</summary>
internal static class LandingHtml
{
    /// <summary>Writes the page.</summary>
    public static string Write(Visitor visitor)
    {
        using var output = new StringWriter { NewLine = "\n" };
        HtmlPage.WriteHead(output, "What can the internet reach on your address?");
        output.Write(
            $"""
            <p>Your address is <strong>{HtmlPage.Encode(visitor.AddressText)}</strong> ({visitor.Family}), and only it can be tested from here.
            {HtmlPage.Encode(visitor.WhoseAddress)}</p>
            {OtherFamily(visitor)}
            <form method="post" action="/scan">
            <p><label><input type="checkbox" name="consent" value="yes" required="required"/>
            I agree that this site sends packets to my own address to test it.</label></p>
            <fieldset><legend>What to test</legend>
            {string.Concat(ProfileWords.Of.Select(profile => Choice(profile.Key, profile.Value)))}
            <p><label>Ports, if you chose custom:
            <input type="text" name="ports" size="30" maxlength="4096" autocomplete="off" autocapitalize="off" spellcheck="false"/></label></p>
            </fieldset>
            <p><label><input type="checkbox" name="firewall" value="yes"/>
            Also send odd packets to a few ports, to tell what kind of firewall stands before the address; takes some seconds more.</label></p>
            <p><label>Ports that should be open, and no others, for a PASS or FAIL at the end; such as 22,443 or none. May stay empty:
            <input type="text" name="expect" size="20" maxlength="4096" autocomplete="off" autocapitalize="off" spellcheck="false"/></label></p>
            <p><button type="submit">Test my address</button></p>
            </form>
            <p>The results are kept for the moment of the test and deleted once you have read them. No address is written to any log.</p>
            <p>On a machine without a browser: <code>curl -sN {HtmlPage.Encode(visitor.SiteUrl)}/</code> tells how.</p>

            """);
        HtmlPage.WriteFoot(output);
        return output.ToString();
    }

    private static string OtherFamily(Visitor visitor) => visitor.OtherOrigin is { } origin
        ? $"""<p><a href="{HtmlPage.Encode(origin)}/">Test your other address, over {visitor.OtherFamily}</a></p>"""
        : string.Empty;

    private static string Choice(ScanProfile profile, string words)
    {
        var name = ReportNames.Of(profile);
        var isChosen = profile == ScanProfile.Quick ? " checked=\"checked\"" : string.Empty;
        return $"""<p><label><input type="radio" name="profile" value="{name}"{isChosen}/> <strong>{name}</strong>: {HtmlPage.Encode(words)}</label></p>{"\n"}""";
    }
}
