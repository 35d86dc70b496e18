using PortScanner.Core.Reports;
using PortScanner.Core.Reports.Text;

namespace PortScanner.Web.Features.Pages;

/// <summary>The start page as text, with the exact commands to run.</summary>
internal static class LandingText
{
    /// <summary>Writes the page, in 80 columns; a command is never broken, so a long host name makes its line longer.</summary>
    public static string Write(Visitor visitor)
    {
        var profiles = string.Concat(ProfileWords.Of.Select(profile => Wrapped($"  {ReportNames.Of(profile.Key),-9} ", profile.Value)));
        var other = visitor.OtherOrigin is { } origin ? $"\nYour other address, over {visitor.OtherFamily}:\n\n  curl -sN {origin}/\n" : string.Empty;
        return $"""
            PortScanner: what can the internet reach on your address?

            {Wrapped(string.Empty, $"Your address is {visitor.AddressText}, and only it can be tested from here. {visitor.WhoseAddress}")}
            To test it (consent=yes says that you agree to packets being sent to it):

              curl -sN -d consent=yes {visitor.SiteUrl}/scan

            Profiles (-d profile=NAME):
            {profiles}
            More:
              -d ports=22,443,U:53      ports of your own
              -d udp=no   -d icmp=no    without UDP, without ping
              -d firewall=yes           also test what kind of firewall it is
              -d expect=22,443          ends in PASS if exactly these are open, or FAIL
              -d format=NAME            {string.Join(' ', ReportFormats.All.Select(format => format.Name))}
              -d status=strict          with expect and json or csv: HTTP 409 on FAIL,
                                        so that "curl --fail" is enough in a script
            {other}
            The results are kept for the moment of the test and deleted once you have
            read them. No address is written to any log. More about it:

              curl -s {visitor.SiteUrl}/about

            """;
    }

    private static string Wrapped(string lead, string text)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new TextLines(output).Wrapped(lead, text);
        return output.ToString();
    }
}
