using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.FirewallBehaviour;

/// <summary>Firewalls of known kinds, on the host and on the router before it, and what the program says they are.</summary>
public sealed class FirewallVerdictTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    // 22 and 80 are listened on, the others not.
    private const string Ports = "22-25,79-81,135,443";

    /// <summary>Rules that keep no connection's state in mind.</summary>
    public static TheoryData<Family, string, string> Stateless => OfBothFamilies(
        "tcp flags & (syn | ack) == syn drop",
        "tcp flags & (syn | ack) == syn reject",
        "tcp dport { 22, 79 } accept; tcp flags & (syn | ack) == syn drop",
        "tcp dport { 22, 79 } accept; tcp flags & (fin | syn | rst | ack) == syn reject with SAY_NO",
        "tcp dport { 23, 24, 80 } tcp flags syn / syn, ack drop");

    /// <summary>Rules that do.</summary>
    public static TheoryData<Family, string, string> Stateful => OfBothFamilies(
        "ct state invalid drop",
        "ct state invalid reject with SAY_NO",
        "ct state established, related accept; tcp dport 22 accept; meta l4proto tcp drop",
        "ct state established, related accept; tcp dport { 22, 79, 80 } ct state new accept; meta l4proto tcp drop",
        "ct state established, related accept; tcp dport { 22, 79 } tcp flags & (syn | ack) == syn ct state new accept; meta l4proto tcp drop",
        "ct state established, related accept; tcp dport 79 accept; meta l4proto tcp reject with SAY_NO",
        "ct state invalid drop; ct state established, related accept; tcp dport { 22, 79 } accept; reject with tcp reset");

    /// <summary>Rules whose kind does not show outside.</summary>
    public static TheoryData<Family, string, string> Hidden => OfBothFamilies(
        "ct state established, related accept; meta l4proto tcp drop",
        "tcp sport 8080 accept; meta l4proto tcp drop",
        "tcp dport { 23, 135, 443 } drop",
        "tcp dport { 23, 135, 443 } reject with SAY_NO",
        "tcp flags & (fin | syn | rst | psh | ack | urg) == 0x0 drop; tcp flags & (fin | psh | urg) == fin | psh | urg drop");

    /// <summary>No rules, and some that cannot be told from none.</summary>
    public static TheoryData<Family, string, string> None => OfBothFamilies(
        "accept", "tcp dport { 25, 135 } reject with tcp reset", "meta l4proto udp drop");

    [Theory, MemberData(nameof(Stateless))]
    public void Rules_without_memory_are_stateless(Family family, string hook, string rules) => AssertVerdict("stateless", family, hook, rules);

    [Theory, MemberData(nameof(Stateful))]
    public void Rules_with_memory_are_stateful(Family family, string hook, string rules) => AssertVerdict("stateful", family, hook, rules);

    [Theory, MemberData(nameof(Hidden))]
    public void Rules_that_show_nothing_of_their_kind_cannot_be_told(Family family, string hook, string rules) =>
        AssertVerdict("cannot-tell", family, hook, rules);

    [Theory, MemberData(nameof(None))]
    public void Host_that_answers_everything_has_no_firewall(Family family, string hook, string rules) => AssertVerdict("none", family, hook, rules);

    private static TheoryData<Family, string, string> OfBothFamilies(params string[] ruleSets)
    {
        var data = new TheoryData<Family, string, string>();
        foreach (var rules in ruleSets)
        {
            // On the host and before it in turn, so that each kind stands at both places.
            var (first, second) = data.Count % 4 == 0 ? ("input", "forward") : ("forward", "input");
            data.Add(Family.IPv4, first, rules);
            data.Add(Family.IPv6, second, rules);
        }

        return data;
    }

    private void AssertVerdict(string verdict, Family family, string hook, string rules)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22, 80);
        // What the router forwards both ways; only what comes from the server is filtered.
        var direction = hook == "forward" ? "iifname \"cli\" accept\n" : "";
        var sayNo = side.IsV6 ? "icmpv6 admin-prohibited" : "icmp admin-prohibited";
        Firewall.Set(hook == "forward" ? Router : Client, hook, side, direction + rules.Replace("SAY_NO", sayNo, StringComparison.Ordinal).Replace(";", "\n", StringComparison.Ordinal));

        var report = VisitorOf(side).Scan(new ScanForm { Ports = Ports, Firewall = "yes" });

        Assert.NotNull(report.Firewall);
        Assert.True(
            verdict == report.Firewall.Verdict,
            $"{report.Firewall.Verdict} instead of {verdict}:\n{string.Join('\n', report.Firewall.Evidence)}\n{string.Join('\n', report.Results.Select(row => $"{row.Question}: {row.Answer}"))}");
    }
}
