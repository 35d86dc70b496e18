using PortScanner.Core.Localization;

namespace PortScanner.Reports.Findings.Firewall;

/// <summary>The verdict on a firewall, and the evidence for it, as sentences.</summary>
public static class FirewallMessages
{
    private static readonly (FirewallSigns Sign, string Key)[] Table =
    [
        (FirewallSigns.AckPassesWhereSynIsStopped, "firewall.sign.ack-passes-where-syn-is-stopped"),
        (FirewallSigns.AckStoppedWhereSynPasses, "firewall.sign.ack-stopped-where-syn-passes"),
        (FirewallSigns.FinAckStoppedOnClosedPort, "firewall.sign.fin-ack-stopped-on-closed-port"),
        (FirewallSigns.AckStoppedOnReplyPorts, "firewall.sign.ack-stopped-on-reply-ports"),
        (FirewallSigns.PortShut, "firewall.sign.port-shut"),
        (FirewallSigns.OddFlagsStopped, "firewall.sign.odd-flags-stopped"),
        (FirewallSigns.AckPasses, "firewall.sign.ack-passes"),
        (FirewallSigns.OptionsGetAround, "firewall.sign.options-get-around"),
        (FirewallSigns.FragmentGetsAround, "firewall.sign.fragment-gets-around"),
    ];

    /// <summary>The verdict as one sentence.</summary>
    public static string Sentence(FirewallSigns signs, Messages messages) => messages[FirewallVerdicts.Of(signs) switch
    {
        FirewallVerdict.Stateful => "firewall.stateful",
        FirewallVerdict.Stateless => "firewall.stateless",
        FirewallVerdict.None => "firewall.none",
        FirewallVerdict.CannotTell when FirewallVerdicts.ShowMemory(signs) => "firewall.contradicting",
        FirewallVerdict.CannotTell when !signs.HasFlag(FirewallSigns.SynPasses) && FirewallVerdicts.ShowFilter(signs) => "firewall.quiet",
        FirewallVerdict.CannotTell when FirewallVerdicts.ShowFilter(signs) => "firewall.memory-unknown",
        _ => "firewall.undecided",
    }];

    /// <summary>The facts that the verdict rests on, a sentence each.</summary>
    public static IReadOnlyList<string> Evidence(FirewallFacts facts, Messages messages)
    {
        var signs = facts.Signs;
        return [.. Table.Where(row => signs.HasFlag(row.Sign)).Select(row => messages.Format(row.Key, ("ports", facts.PortsOf(row.Sign))))];
    }
}
