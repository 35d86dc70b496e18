using PortScanner.Core.Localization;
using PortScanner.Engine.Identity;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Help;

namespace PortScanner.Web.Tests.Features.Help;

public sealed class QuestionTests
{
    public static TheoryData<string> Codes => HelpPages.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_of_each_question_is_whole_in_both_forms(string code)
    {
        foreach (var question in Question.All)
        {
            var page = question.Page(HelpPages.Words(code));
            var (html, text) = (HelpPages.Html(page, code), HelpPages.Text(page, code));
            Assert.Equal(question.Parts.Count + 1, html.Descendants("h2").Count());
            Assert.All(page.Sections.SelectMany(section => section.Blocks).OfType<HelpParagraph>(), paragraph =>
                Assert.Contains(HelpPages.Flat(paragraph.Text), text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Page_has_all_messages_that_belong_to_it()
    {
        var shown = Question.All.SelectMany(question => (string[])
        [
            $"help.{question.Slug}.title",
            .. Numbered($"help.{question.Slug}", question.Leads),
            .. question.Parts.Select(part => $"help.{question.Slug}.{part.Name}"),
            .. question.Parts.SelectMany(part => Numbered($"help.{question.Slug}.{part.Name}", part.Paragraphs)),
        ]);
        var written = Languages.English.Keys.Where(key => Question.All.Any(question => key.StartsWith($"help.{question.Slug}.", StringComparison.Ordinal)));
        Assert.Equal(written.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_of_a_state_has_all_messages_that_belong_to_it()
    {
        var shown = StateHelp.All.SelectMany(help => (string[])
        [
            .. Numbered($"help.{ReportNames.Slug(help.State)}.meaning", help.Meanings),
            .. Numbered($"help.{ReportNames.Slug(help.State)}.do", help.Advices),
        ]);
        var written = Languages.English.Keys.Where(key => StateHelp.All.Any(help => key.StartsWith($"help.{ReportNames.Slug(help.State)}.", StringComparison.Ordinal)));
        Assert.Equal(written.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Firewall_log_page_names_the_source_ports_of_this_very_site()
    {
        var words = new HelpMessages(Languages.English, new() { SourcePorts = "50000-50099" });
        Assert.Contains("within 50000-50099.", HelpPages.Text(Question.All.Single(question => question.Slug == "firewall-log").Page(words)), StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_are_those_of_the_address_policy()
    {
        var page = HelpPages.Text(Question.All.Single(question => question.Slug == "private-addresses").Page(HelpPages.Words("en")));
        Assert.All(["10.0.0.0/8", "192.168.0.0/16", "fc00::/7", "(100.64.0.0/10)"], network => Assert.Contains(network, page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Numbered(string key, int count) => Enumerable.Range(1, count).Select(number => $"{key}.{number}");
}
