using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Web.Features.Help;

namespace PortScanner.Web.Tests.Features.Help;

public sealed class StateHelpTests
{
    public static TheoryData<string> Codes => HelpPages.Codes;

    [Fact]
    public void Each_state_has_a_page() =>
        Assert.Equal(Enum.GetValues<PortState>().Order(), StateHelp.All.Select(help => help.State).Order());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_says_in_both_forms_what_the_state_means_and_what_to_do(string code)
    {
        var messages = Languages.Find(code)!;
        foreach (var help in StateHelp.All)
        {
            var page = help.Page(HelpPages.Words(code));
            var (html, text) = (HelpPages.Html(page, code), HelpPages.Text(page, code));
            Assert.Equal(help.Title(messages), Assert.Single(html.Descendants("h1")).Value);
            foreach (var sentence in new[] { help.State.Meaning(messages), help.State.Advice(messages) })
            {
                Assert.Contains(html.Descendants("p"), paragraph => paragraph.Value == sentence);
                Assert.Contains(HelpPages.Flat(sentence), text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Page_names_each_reason_that_can_lead_to_its_state()
    {
        var pages = StateHelp.All.ToDictionary(help => help.State, help => HelpPages.Html(help.Page(HelpPages.Words("en"))));
        foreach (var (reason, kind, indirect) in
            from info in Reasons.All
            from kind in ProbeKinds.All
            from indirect in new[] { false, true }
            select (info, kind.Kind, indirect))
        {
            var page = pages[Reasons.StateOf(reason.Reason, kind, indirect)];
            Assert.Contains(page.Descendants("dt"), term => term.Value == reason.Name);
        }
    }

    [Fact]
    public void Reason_stands_on_no_page_of_a_state_that_it_never_leads_to()
    {
        foreach (var help in StateHelp.All)
        {
            var reached = Reasons.All.Where(info => ProbeKinds.All.Any(kind =>
                Reasons.StateOf(info.Reason, kind.Kind, indirect: false) == help.State || Reasons.StateOf(info.Reason, kind.Kind, indirect: true) == help.State));
            var named = HelpPages.Html(help.Page(HelpPages.Words("en"))).Descendants("dt").Select(term => term.Value);
            Assert.Equal(reached.Select(info => info.Name).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Reason_that_counts_for_some_probes_only_says_for_which()
    {
        Assert.EndsWith("It counts here only in answer to UDP, and only if the tested address itself said it.", Seen(PortState.Closed, Reason.PortUnreach), StringComparison.Ordinal);
        Assert.EndsWith("In answer to UDP, from the tested address itself, it means: closed.", Seen(PortState.Rejected, Reason.PortUnreach), StringComparison.Ordinal);
        Assert.EndsWith("It counts here only in answer to ack, window, fin, null, xmas or maimon.", Seen(PortState.Unfiltered, Reason.Reset), StringComparison.Ordinal);
        Assert.Equal("The connection was accepted.", Seen(PortState.Open, Reason.SynAck));
    }

    private static string Seen(PortState state, Reason reason) => HelpPages.Said(
        StateHelp.All.Single(help => help.State == state).Page(HelpPages.Words("en")), Languages.English["help.state.seen"], reason.Info().Name);
}
