namespace PortScanner.Core.Reports.Findings.Firewall;

/// <summary>The verdict on a firewall, and the evidence for it, as sentences.</summary>
public static class FirewallWords
{
    private static readonly (FirewallSigns Sign, string Before, string After)[] Table =
    [
        (FirewallSigns.AckPassesWhereSynIsStopped, "An ACK that belongs to no connection was answered on", ", where a request to connect (SYN) is stopped."),
        (FirewallSigns.AckStoppedWhereSynPasses, "An ACK that belongs to no connection is stopped on", ", where a request to connect (SYN) is answered."),
        (FirewallSigns.FinAckStoppedOnClosedPort, "A FIN+ACK that belongs to no connection is stopped on", ", which answers a request to connect that it is closed."),
        (FirewallSigns.AckStoppedOnReplyPorts, "An ACK that belongs to no connection is stopped on", ", though replies to your own connections come to ports like these."),
        (FirewallSigns.PortShut, "Neither a request to connect nor an ACK gets through to", "."),
        (FirewallSigns.OddFlagsStopped, "Segments with odd flags are stopped on", ", a FIN+ACK is not."),
        (FirewallSigns.AckPasses, "An ACK that belongs to no connection is answered on", ", and so is a request to connect."),
        (FirewallSigns.OptionsGetAround, "A request to connect behind an options header gets through to", ", where a plain one is stopped: this filter can be walked around."),
        (FirewallSigns.FragmentGetsAround, "A request to connect behind a fragment header gets through to", ", where a plain one is stopped: this filter can be walked around."),
    ];

    /// <summary>The verdict as one sentence.</summary>
    public static string Sentence(FirewallSigns signs) => FirewallVerdicts.Of(signs) switch
    {
        FirewallVerdict.Stateful =>
            "The firewall remembers connections (stateful): it stops packets that only pretend to belong to one.",
        FirewallVerdict.Stateless =>
            "The firewall does not remember connections (stateless): it stops requests to connect, but lets in packets that only pretend to belong to a connection.",
        FirewallVerdict.None =>
            "No sign of a firewall: each TCP packet that was sent out of the blue was answered. One that refuses with resets would look the same.",
        FirewallVerdict.CannotTell when FirewallVerdicts.ShowMemory(signs) =>
            "The signs contradict each other, as where two filters stand in a row, so it cannot be told whether the firewall remembers connections.",
        FirewallVerdict.CannotTell when !signs.HasFlag(FirewallSigns.SynPasses) && FirewallVerdicts.ShowFilter(signs) =>
            "No TCP port answered, so it cannot be told what kind of firewall this is; most that are so quiet remember connections (stateful).",
        FirewallVerdict.CannotTell when FirewallVerdicts.ShowFilter(signs) =>
            "A firewall stops some packets, but whether it remembers connections did not show.",
        _ => "Too little could be decided to tell what kind of firewall this is.",
    };

    /// <summary>The facts that the verdict rests on, a sentence each.</summary>
    public static IReadOnlyList<string> Evidence(FirewallFacts facts)
    {
        var signs = facts.Signs;
        return [.. Table.Where(row => signs.HasFlag(row.Sign)).Select(row => $"{row.Before} TCP {facts.PortsOf(row.Sign)}{row.After}")];
    }
}
