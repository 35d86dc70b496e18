using System.Xml.Linq;

using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Engine.Options;
using PortScanner.Web.Features.Help;

namespace PortScanner.Web.Tests.Features.Help;

/// <summary>Pages of help as a reader gets them, without a program that serves them.</summary>
internal static class HelpPages
{
    private const string Site = "https://firewall.example.org";
    private const int Columns = 80;

    /// <summary>The codes of all languages.</summary>
    public static TheoryData<string> Codes => [.. Languages.All.Select(messages => messages.Language.Code)];

    /// <summary>What fills the paragraphs, in a language.</summary>
    public static HelpMessages Words(string code) => new(Languages.Find(code)!, new ScanEngineOptions());

    /// <summary>The page of a port, on a site whose operator has no payloads.</summary>
    public static HelpPage OfPort(ushort port, string code = "en") => PortHelp.Page(port, UdpPayloads.Empty, Languages.Find(code)!);

    /// <summary>The page as HTML, which must be well formed.</summary>
    public static XDocument Html(HelpPage page, string code = "en") => XDocument.Parse(HelpHtml.Write(page, Language(code)));

    /// <summary>The page as text, which must fit a terminal, with each line break as a blank.</summary>
    public static string Text(HelpPage page, string code = "en")
    {
        var text = HelpText.Write(page, Language(code), Site);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= Columns, line));
        Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('{', text);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A sentence as it stands in <see cref="Text"/>.</summary>
    public static string Flat(string sentence) => string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the page says under a term of a section.</summary>
    public static string Said(HelpPage page, string heading, string term) => page.Sections.Single(section => section.Heading == heading)
        .Blocks.OfType<HelpTerms>().Single().Terms.Single(said => said.Name == term).Text;

    private static ReaderLanguage Language(string code) => new(Languages.Find(code)!, IsChosen: true);
}
