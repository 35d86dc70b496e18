using System.Text.RegularExpressions;

using PortScanner.Core.Ports;
using PortScanner.Engine.Identity;

namespace PortScanner.Web.Features.Doctor;

/// <summary>
/// Rules of this machine's own nftables that can keep probes from leaving; or answers from coming in, which the capture sees all the
/// same, but the kernel does not: then it sends no reset, and each open port stays half open at the visitor for a minute.
/// </summary>
internal static partial class LocalFirewall
{
    private static readonly string[] OutgoingHooks = ["output", "postrouting", "egress"];
    private static readonly string[] IncomingHooks = ["ingress", "prerouting", "input"];
    private static readonly string[] OtherProtocols = ["udp", "icmp", "icmpv6", "arp", "sctp", "igmp", "gre", "esp"];

    /// <summary>Looks.</summary>
    /// <param name="sourcePorts">Where answers come in: <c>Engine:SourcePorts</c>.</param>
    public static CheckResult Look(string sourcePorts) => Tool.Read("nft", "list", "ruleset") is { } rules
        ? Judge(rules, sourcePorts)
        : CheckResult.Notice(
            Subjects.Firewall, "The local firewall was not looked at: that takes root, and the program nft.",
            "As root: nft list ruleset. Rules of output and egress hooks must let the tester's source ports out, those of input hooks let their answers in.");

    /// <summary>Judges what <c>nft list ruleset</c> prints.</summary>
    /// <param name="rules">The text.</param>
    /// <param name="sourcePorts">Where answers come in, as first-last.</param>
    public static CheckResult Judge(string rules, string sourcePorts)
    {
        var chains = NftChain.BaseChains(rules);
        var ports = PortRange.TryParse(sourcePorts, out var range) ? range : new PortRange(0, ushort.MaxValue);
        var isUntracked = Words(rules).Contains("notrack");
        var outgoing = chains.Where(chain => OutgoingHooks.Contains(chain.Hook) && (chain.Drops || chain.Rules.Any(Stops))).ToList();
        var incoming = chains.Where(chain => IncomingHooks.Contains(chain.Hook) && StopsAnswers(chain, ports, isUntracked)).ToList();
        return (outgoing.Count, incoming.Count) switch
        {
            (0, 0) => CheckResult.Ok(Subjects.Firewall, "No rule of nftables drops or rejects probes on their way out, or TCP answers on their way in."),
            (0, _) => CheckResult.Notice(
                Subjects.Firewall,
                $"Rules on the way in drop or reject answers to probes (chains {Names(incoming)}): the kernel then resets no connection, and each open port stays half open at the visitor for a minute.",
                $"Accept what belongs to a connection, before anything drops: ct state established,related accept; or tcp dport {ports} accept."),
            _ => CheckResult.Notice(
                Subjects.Firewall, $"Rules on the way out drop or reject (chains {Names(outgoing)}); ports that they stop end as unknown (send-refused).",
                "Let the tester's source ports (Engine:SourcePorts) and ICMP echo out; the egress guard of deploy/nftables may stay."),
        };
    }

    private static string Names(IEnumerable<NftChain> chains) => string.Join(", ", chains.Select(chain => chain.Name).Distinct(StringComparer.Ordinal));

    // What accepts established connections takes every SYN+ACK out of the chain, as the kernel tracks a probe like any SYN.
    private static bool StopsAnswers(NftChain chain, PortRange ports, bool isUntracked)
    {
        foreach (var rule in chain.Rules)
        {
            if (!isUntracked && rule.Contains("established", StringComparison.Ordinal) && Words(rule).Contains("accept"))
            {
                return false;
            }

            if (Stops(rule) && MayBeAnAnswer(rule, ports, isUntracked))
            {
                return true;
            }

            if (TakesAnswersIn(rule, ports))
            {
                return false;
            }
        }

        return chain.Drops;
    }

    private static bool Stops(string rule) => Words(rule).Any(word => word is "drop" or "reject");

    private static bool MayBeAnAnswer(string rule, PortRange ports, bool isUntracked) =>
        !Words(rule).Any(OtherProtocols.Contains)
        && (isUntracked || !rule.StartsWith("ct state invalid ", StringComparison.Ordinal))
        && (DestinationPorts(rule) is not { } named || named.Any(ports.Overlaps));

    private static bool TakesAnswersIn(string rule, PortRange ports) =>
        rule is "accept" || (rule.StartsWith("tcp dport ", StringComparison.Ordinal) && rule.EndsWith(" accept", StringComparison.Ordinal)
            && DestinationPorts(rule)?.Any(named => named.First <= ports.First && named.Last >= ports.Last) == true);

    // Null where the rule names none, or names them in a way that is not read here.
    private static List<PortRange>? DestinationPorts(string rule)
    {
        if (NamedPorts().Match(rule) is not { Success: true } match)
        {
            return null;
        }

        var named = new List<PortRange>();
        foreach (var text in match.Groups["ports"].Value.Split([',', '{', '}', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!PortRange.TryParse(text.Contains('-', StringComparison.Ordinal) ? text : $"{text}-{text}", out var range))
            {
                return null;
            }

            named.Add(range);
        }

        return named;
    }

    private static string[] Words(string text) => text.Split([' ', ';', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\btcp dport (?<ports>\{[^}]*\}|\d+(-\d+)?)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NamedPorts();
}
