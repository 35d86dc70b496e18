using PortScanner.Core.Localization;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;

namespace PortScanner.Web.Features.Help;

/// <summary>Writes a page of help as text in 80 columns; an address is never broken, so a long host name makes its line longer.</summary>
internal static class HelpText
{
    // A longer term stands before its text without being lined up with the others.
    private const int WidestTerm = 20;

    private const ushort ExamplePort = 443;

    /// <summary>Writes a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="siteUrl">How the reader reached this site, without a slash at the end.</param>
    public static string Write(HelpPage page, ReaderLanguage language, string siteUrl)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new TextLines(output);
        lines.Underlined(page.Title, '=');
        foreach (var section in page.Sections)
        {
            if (section.Heading is not null)
            {
                lines.Blank();
                lines.Underlined(section.Heading, '-');
            }

            for (var i = 0; i < section.Blocks.Count; i++)
            {
                if (i > 0)
                {
                    lines.Blank();
                }

                WriteBlock(lines, section.Blocks[i], path => $"{siteUrl}{language.Link(path)}");
            }
        }

        return output.ToString();
    }

    private static void WriteBlock(TextLines lines, HelpBlock block, Func<string, string> address)
    {
        switch (block)
        {
            case HelpParagraph paragraph:
                lines.Wrapped("", paragraph.Text);
                break;
            case HelpTerms terms:
                WriteTerms(lines, terms, address);
                break;
            case HelpLinks links:
                foreach (var link in links.Links)
                {
                    lines.Wrapped("  ", link.Text);
                    lines.Line($"    {address(link.Path)}");
                }

                break;
            case HelpPortForm form:
                lines.Wrapped("", form.Label);
                lines.Line($"  curl -s {address(HelpPaths.OfPort(ExamplePort))}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "Not a block.");
        }
    }

    private static void WriteTerms(TextLines lines, HelpTerms block, Func<string, string> address)
    {
        var width = Math.Min(block.Terms.Max(term => term.Name.Length), WidestTerm);
        foreach (var term in block.Terms)
        {
            lines.Wrapped($"  {term.Name.PadRight(width)}  ", term.Text);
            if (term.Path is not null && !block.IsRoll)
            {
                lines.Line($"    {new string(' ', width)}{address(term.Path)}");
            }
        }
    }
}
