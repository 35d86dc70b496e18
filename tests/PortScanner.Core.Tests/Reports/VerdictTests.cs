using System.Net;
using System.Text.RegularExpressions;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;

namespace PortScanner.Core.Tests.Reports;

public partial class VerdictTests
{
    /// <summary>Each state with no, one and many ports, with and without ping: 1,458 combinations.</summary>
    public static IEnumerable<PortFacts> EveryCombination()
    {
        int[] counts = [0, 1, 1234];
        return
            from open in counts
            from rejected in counts
            from closed in counts
            from stealth in counts
            from hidden in counts
            from unknown in counts
            from ping in new[] { false, true }
            select new PortFacts(open, rejected, closed, stealth, hidden, unknown, ping, EveryTcpPortOpen: false);
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, false, Verdict.NothingTested, "No port has a result.")]
    [InlineData(0, 0, 0, 0, 0, 0, true, Verdict.NothingTested, "No port has a result; only ping answers.")]
    [InlineData(1, 0, 0, 0, 0, 0, false, Verdict.Exposed, "The one port that was tested is open to the internet.")]
    [InlineData(3, 0, 0, 0, 0, 0, false, Verdict.Exposed, "All 3 ports that were tested are open to the internet.")]
    [InlineData(2, 0, 0, 5, 0, 0, false, Verdict.Exposed, "2 ports are open to the internet; nothing else answers.")]
    [InlineData(1, 0, 0, 5, 0, 0, true, Verdict.Exposed, "1 port is open to the internet; nothing else but ping answers.")]
    [InlineData(1, 1, 1, 1, 0, 1, true, Verdict.Exposed, "1 port is open to the internet; 2 say no, 1 stays silent and 1 could not be decided.")]
    [InlineData(0, 0, 1, 2, 0, 0, false, Verdict.Refusing, "No port is open to the internet; 1 says no and 2 stay silent.")]
    [InlineData(0, 0, 0, 0, 3, 0, false, Verdict.Refusing, "No port is open to the internet; 3 let nobody in without telling how.")]
    [InlineData(0, 2, 0, 1, 1, 0, true, Verdict.Refusing, "No port is open to the internet; 2 say no, 1 lets nobody in without telling how and 1 stays silent.")]
    [InlineData(0, 4, 0, 0, 0, 0, false, Verdict.Refusing, "No port is open to the internet; 4 say no.")]
    [InlineData(0, 1, 0, 0, 0, 2, false, Verdict.Undecided, "No open port was found; 1 says no and 2 could not be decided.")]
    [InlineData(0, 0, 0, 0, 0, 1, false, Verdict.Undecided, "Nothing could be decided about the one port that was tested.")]
    [InlineData(0, 0, 0, 0, 0, 1056, false, Verdict.Undecided, "Nothing could be decided about the 1,056 ports that were tested.")]
    [InlineData(0, 0, 0, 1, 0, 0, false, Verdict.Silent, "Nothing answers: the one port that was tested stays silent.")]
    [InlineData(0, 0, 0, 1056, 0, 0, true, Verdict.Silent, "Only ping answers: all 1,056 ports stay silent.")]
    public void Facts_lead_to_verdict_and_sentence(
        int open, int rejected, int closed, int stealth, int hidden, int unknown, bool ping, Verdict verdict, string sentence)
    {
        var facts = new PortFacts(open, rejected, closed, stealth, hidden, unknown, ping, EveryTcpPortOpen: false);

        Assert.Equal(verdict, Verdicts.Of(facts));
        Assert.Equal(sentence, VerdictMessages.Sentence(facts, Vantage.Internet, Languages.English));
    }

    [Fact]
    public void A_device_that_answers_for_all_is_named_as_such()
    {
        var facts = new PortFacts(Open: 60, 0, 0, Stealth: 10, 0, 0, PingAnswers: false, EveryTcpPortOpen: true);

        Assert.Equal(Verdict.AnswersForAll, Verdicts.Of(facts));
        Assert.StartsWith("Some device answers for every TCP port", VerdictMessages.Sentence(facts, Vantage.Internet, Languages.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_combination_gives_one_sentence_in_correct_English() => Assert.All(EveryCombination(), facts =>
    {
        var sentence = VerdictMessages.Sentence(facts, Vantage.Internet, Languages.English);

        Assert.Matches("^[A-Z0-9][^.]*\\.$", sentence);
        Assert.DoesNotMatch(WrongNumber(), sentence);
        Assert.DoesNotContain("  ", sentence, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_combination_tells_each_count_that_is_not_zero() => Assert.All(EveryCombination(), facts =>
    {
        var sentence = VerdictMessages.Sentence(facts, Vantage.Internet, Languages.English);

        if (facts.Unknown > 0)
        {
            Assert.Contains("decided", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("No port is open", facts.Open > 0 ? "" : sentence, StringComparison.Ordinal);
        }

        Assert.Equal(facts.Open > 0, sentence.Contains("open to the internet", StringComparison.Ordinal) && !sentence.StartsWith("No", StringComparison.Ordinal));
        if (facts.Total > 0 && facts.Refusing is > 0 and var refusing)
        {
            Assert.Contains($"{refusing:N0} {(refusing == 1 ? "says" : "say")} no", sentence, StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData("127.0.0.1", "this machine")]
    [InlineData("::1", "this machine")]
    [InlineData("10.1.2.3", "this network")]
    [InlineData("172.16.0.1", "this network")]
    [InlineData("172.31.255.255", "this network")]
    [InlineData("172.32.0.0", "the internet")]
    [InlineData("192.168.1.1", "this network")]
    [InlineData("169.254.1.1", "this network")]
    [InlineData("fe80::1", "this network")]
    [InlineData("fd00::1", "this network")]
    [InlineData("2a00::1", "the internet")]
    [InlineData("8.8.8.8", "the internet")]
    [InlineData("203.0.113.7", "this network")]
    [InlineData("100.64.0.1", "this network")]
    [InlineData("198.18.0.1", "this network")]
    [InlineData("192.0.0.9", "this network")]
    [InlineData("240.0.0.1", "this network")]
    [InlineData("2001:db8::1", "this network")]
    [InlineData("fec0::1", "this network")]
    [InlineData("127.1.2.3", "this machine")]
    public void Vantage_of_an_address_behind_a_router_is_who_can_reach_it(string address, string vantage) =>
        Assert.Equal(vantage, Vantages.Of(IPAddress.Parse(address), new ProbeRoute(IPAddress.Parse("9.9.9.9"), RouteKind.Router)).Name(Languages.English));

    [Theory]
    [InlineData("8.8.8.8", "9.9.9.9", RouteKind.Router, Vantage.Internet)]
    [InlineData("8.8.8.8", "9.9.9.9", RouteKind.Unknown, Vantage.Internet)]
    [InlineData("8.8.8.8", "9.9.9.9", RouteKind.OnLink, Vantage.Network)]
    [InlineData("8.8.8.8", "8.8.8.8", RouteKind.Local, Vantage.Machine)]
    [InlineData("8.8.8.8", "8.8.8.200", RouteKind.Router, Vantage.Network)]
    [InlineData("8.8.8.8", "8.8.9.8", RouteKind.Router, Vantage.Internet)]
    [InlineData("8.8.8.8", "10.0.0.1", RouteKind.Router, Vantage.Internet)]
    [InlineData("2a00:1::1", "2a00:1::2", RouteKind.OnLink, Vantage.Network)]
    [InlineData("2a00:1::1", "2a00:1:0:ffff::2", RouteKind.Router, Vantage.Network)]
    [InlineData("2a00:1::1", "2a00:1:1::2", RouteKind.Router, Vantage.Internet)]
    [InlineData("10.1.2.3", "10.1.2.4", RouteKind.Local, Vantage.Machine)]
    public void Route_decides_too(string address, string source, RouteKind kind, Vantage vantage) =>
        Assert.Equal(vantage, Vantages.Of(IPAddress.Parse(address), new ProbeRoute(IPAddress.Parse(source), kind)));

    /// <summary>Nobody on the internet reaches an address of a special-purpose range: no sentence may say so.</summary>
    [Fact]
    public void No_special_purpose_range_is_open_to_the_internet() =>
        Assert.All(SpecialPurposeRegistry.All, range => Assert.NotEqual(
            Vantage.Internet, Vantages.Of(range.Network.BaseAddress, new ProbeRoute(IPAddress.Parse("9.9.9.9"), RouteKind.Router))));

    [Fact]
    public void Each_state_has_words_and_a_place_in_the_report()
    {
        Assert.Equal(Enum.GetValues<PortState>().Order(), StateMessages.ReadingOrder.Order());
        Assert.DoesNotContain(PortState.Unfiltered, StateMessages.ReportOrder);
        Assert.All(Enum.GetValues<PortState>(), state =>
            Assert.All([state.Label(Languages.English), state.Meaning(Languages.English), state.Advice(Languages.English)], Assert.NotEmpty));
    }

    // "1 ports", "1 are", "1 say", and "1,234 port", "1,234 is", "1,234 says" are all wrong.
    [GeneratedRegex(@"(?<![\d,])1 (ports|are|say|stay)\b|,234 (port|is|says|stays)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrongNumber();
}
