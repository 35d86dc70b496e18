using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.FirewallBehaviour;

/// <summary>Firewalls of known kinds, on the host and on the router before it, and what the program says they are, on both families at once.</summary>
public sealed class FirewallVerdictTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    // 22 and 80 are listened on, the others not.
    private const string Ports = "22-25,79-81,135,443";

    [Theory]
    [InlineData("input", "tcp flags & (syn | ack) == syn drop")]
    [InlineData("forward", "tcp dport { 22, 79 } accept; tcp flags & (fin | syn | rst | ack) == syn reject with icmpx admin-prohibited")]
    [InlineData("forward", "tcp dport { 23, 24, 80 } tcp flags syn / syn, ack drop")]
    public void Rules_without_memory_are_stateless(string hook, string rules) => AssertVerdict("stateless", hook, rules);

    [Theory]
    [InlineData("input", "ct state invalid drop")]
    [InlineData("forward", "ct state established, related accept; tcp dport { 22, 79, 80 } ct state new accept; meta l4proto tcp drop")]
    [InlineData("input", "ct state established, related accept; tcp dport 79 accept; meta l4proto tcp reject with icmpx admin-prohibited")]
    [InlineData("forward", "ct state invalid drop; ct state established, related accept; tcp dport { 22, 79 } accept; meta l4proto tcp reject with tcp reset")]
    public void Rules_with_memory_are_stateful(string hook, string rules) => AssertVerdict("stateful", hook, rules);

    // A stateful and a stateless rule set that nothing answers through; ports shut to everything; and flags that no connection has.
    [Theory]
    [InlineData("forward", "ct state established, related accept; meta l4proto tcp drop")]
    [InlineData("input", "tcp sport 8080 accept; meta l4proto tcp drop")]
    [InlineData("forward", "tcp dport { 23, 135, 443 } drop")]
    [InlineData("input", "tcp flags & (fin | syn | rst | psh | ack | urg) == 0x0 drop; tcp flags & (fin | psh | urg) == fin | psh | urg drop")]
    public void Rules_that_show_nothing_of_their_kind_cannot_be_told(string hook, string rules) => AssertVerdict("cannot-tell", hook, rules);

    [Theory]
    [InlineData("input", "accept")]
    [InlineData("forward", "tcp dport { 25, 135 } reject with tcp reset; meta l4proto udp drop")]
    public void Host_that_answers_everything_has_no_firewall(string hook, string rules) => AssertVerdict("none", hook, rules);

    private static void AssertVerdict(string verdict, Family family, ScanReport report) => Assert.True(
        verdict == report.Firewall?.Verdict,
        $"{family}: {report.Firewall?.Verdict ?? "no verdict"} instead of {verdict}:\n{string.Join('\n', report.Firewall?.Evidence ?? [])}\n"
            + string.Join('\n', report.Results.Select(row => $"{row.Question}: {row.Answer}")));

    private void AssertVerdict(string verdict, string hook, string rules)
    {
        OpenTcp(Client, 22, 80);

        // A router sees both directions; what the client sends is not filtered.
        var host = hook == "forward" ? Router : Client;
        var direction = hook == "forward" ? "iifname \"cli\" accept\n" : "";
        Firewall.Set(host, hook, direction + rules.Replace(";", "\n", StringComparison.Ordinal));

        var reports = Enum.GetValues<Family>().AsParallel().WithDegreeOfParallelism(2)
            .Select(family => (Family: family, Report: VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = Ports, Firewall = "yes" })))
            .ToList();

        Assert.All(reports, found => AssertVerdict(verdict, found.Family, found.Report));
    }
}
