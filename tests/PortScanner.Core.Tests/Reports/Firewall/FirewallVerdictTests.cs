using PortScanner.Core.Localization;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports.Firewall;

public class FirewallVerdictTests
{
    private const FirewallSigns Leaks = FirewallSigns.AckPassesWhereSynIsStopped;

    private static readonly FirewallSigns[] Signs = [.. Enum.GetValues<FirewallSigns>().Where(sign => sign != FirewallSigns.None)];

    /// <summary>Each sign or not: 4,096 combinations.</summary>
    public static IEnumerable<FirewallSigns> EveryCombination() => Enumerable.Range(0, 1 << Signs.Length).Select(bits => (FirewallSigns)bits);

    [Theory]
    [InlineData(FirewallSigns.None, FirewallVerdict.CannotTell)]
    [InlineData(FirewallSigns.SynPasses, FirewallVerdict.CannotTell)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckPasses, FirewallVerdict.None)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckPasses | FirewallSigns.Undecided, FirewallVerdict.CannotTell)]
    [InlineData(FirewallSigns.SynStopped | Leaks, FirewallVerdict.Stateless)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckPasses | FirewallSigns.SynStopped | Leaks | FirewallSigns.Undecided, FirewallVerdict.Stateless)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckStoppedWhereSynPasses, FirewallVerdict.Stateful)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckPasses | FirewallSigns.FinAckStoppedOnClosedPort, FirewallVerdict.Stateful)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckPasses | FirewallSigns.SynStopped | FirewallSigns.PortShut | FirewallSigns.AckStoppedOnReplyPorts, FirewallVerdict.Stateful)]
    [InlineData(FirewallSigns.SynStopped | FirewallSigns.PortShut | FirewallSigns.AckStoppedOnReplyPorts, FirewallVerdict.CannotTell)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckPasses | FirewallSigns.SynStopped | FirewallSigns.PortShut, FirewallVerdict.CannotTell)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.AckPasses | FirewallSigns.OddFlagsStopped, FirewallVerdict.CannotTell)]
    [InlineData(FirewallSigns.SynPasses | FirewallSigns.SynStopped | Leaks | FirewallSigns.FinAckStoppedOnClosedPort, FirewallVerdict.CannotTell)]
    public void Signs_lead_to_verdict(FirewallSigns signs, FirewallVerdict verdict) => Assert.Equal(verdict, FirewallVerdicts.Of(signs));

    [Fact]
    public void Verdict_of_every_combination_rests_on_a_sign_for_it() => Assert.All(EveryCombination(), signs =>
    {
        var verdict = FirewallVerdicts.Of(signs);

        Assert.True(verdict != FirewallVerdict.Stateless || (signs.HasFlag(Leaks) && !FirewallVerdicts.ShowMemory(signs)));
        Assert.True(verdict != FirewallVerdict.Stateful || (!signs.HasFlag(Leaks) && FirewallVerdicts.ShowMemory(signs)));
        Assert.True(verdict != FirewallVerdict.None
            || (signs.HasFlag(FirewallSigns.AckPasses) && !FirewallVerdicts.ShowFilter(signs) && !signs.HasFlag(FirewallSigns.Undecided)));
    });

    [Fact]
    public void What_is_undecided_takes_away_a_verdict_but_never_makes_another() => Assert.All(EveryCombination(), signs =>
    {
        var decided = FirewallVerdicts.Of(signs & ~FirewallSigns.Undecided);

        Assert.Contains(FirewallVerdicts.Of(signs | FirewallSigns.Undecided), new[] { decided, FirewallVerdict.CannotTell });
    });

    [Fact]
    public void Sentence_of_every_combination_is_that_of_its_verdict() => Assert.All(EveryCombination(), signs =>
    {
        var sentence = FirewallMessages.Sentence(signs, Languages.English);

        Assert.Matches("^[A-Z].*\\.$", sentence);
        Assert.Equal(FirewallVerdicts.Of(signs) switch
        {
            FirewallVerdict.Stateful => "The firewall remembers connections",
            FirewallVerdict.Stateless => "The firewall does not remember connections",
            FirewallVerdict.None => "No sign of a firewall",
            _ => null,
        }, new[] { "The firewall remembers connections", "The firewall does not remember connections", "No sign of a firewall" }
            .SingleOrDefault(start => sentence.StartsWith(start, StringComparison.Ordinal)));
    });

    [Fact]
    public void Each_verdict_has_a_name() =>
        Assert.Equal(["stateful", "stateless", "none", "cannot-tell"], Enum.GetValues<FirewallVerdict>().Select(verdict => verdict.Name()));
}
