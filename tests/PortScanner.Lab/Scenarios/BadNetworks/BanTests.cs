using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>
/// Firewalls on the visitor's machine that ban who asks many ports at once, as RouterOS psd, psad and fail2ban do: connections that there
/// are pass, and the source's new ones are dropped. No port that is open to everyone else may be called stealth without a word of it.
/// </summary>
public sealed class BanTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string Banned = "unknown banned";

    private static readonly int[] Open = [443, 3389, 8443];

    [Theory]
    [InlineData(Family.IPv4, "limit rate over 2/second burst 7 packets")]
    [InlineData(Family.IPv6, "limit rate over 2/second burst 7 packets")]
    [InlineData(Family.IPv4, "limit rate over 1/second burst 5 packets")]
    [InlineData(Family.IPv4, "limit rate over 10/second burst 1 packets")]
    [InlineData(Family.IPv6, "limit rate over 20/second burst 40 packets")]
    [InlineData(Family.IPv4, "limit rate over 30/second burst 100 packets")]
    public void Ports_that_are_most_often_open_are_seen_before_the_ban_and_the_rest_is_banned(Family family, string limit)
    {
        var report = Scan(Side.Of(family), Counting("", limit), Open, new ScanForm { Profile = "quick" });

        Check(report, Open);
    }

    // Ports below 1024 weigh three and those above one, of 21 within three seconds; what is left over of one cannot be used by the other.
    [Theory, BothFamilies]
    public void Weights_of_low_and_high_ports_are_not_reached_by_the_careful_start(Family family)
    {
        var rules = Counting("tcp dport < 1024", "limit rate over 20/minute burst 4 packets") + Counting("tcp dport >= 1024", "limit rate over 1/second burst 9 packets", "high");

        Check(Scan(Side.Of(family), rules, Open, new ScanForm { Profile = "quick" }), Open);
    }

    [Theory]
    [InlineData(Family.IPv4, 23)]
    [InlineData(Family.IPv6, 445)]
    [InlineData(Family.IPv4, 8080)]
    public void Port_that_is_a_trap_hides_no_open_port(Family family, int trap)
    {
        Check(Scan(Side.Of(family), Counting($"tcp dport {trap}", ""), Open, new ScanForm { Profile = "quick" }), Open);
    }

    [Theory]
    [InlineData(Family.IPv4, 22)]
    [InlineData(Family.IPv6, 23)]
    public void Trap_among_the_careful_ports_is_known_by_what_was_answered_before(Family family, int trap)
    {
        var report = Scan(Side.Of(family), Counting($"tcp dport {trap}", ""), [443, 3389], new ScanForm { Ports = $"443,{trap},3389,5432" });

        Assert.DoesNotContain(report.Results, row => row.State == "stealth");
        Assert.Contains(report.Results, row => row is { Port: 443, Answer: "open syn-ack" });
        Assert.Equal("recognised", report.Ban);
    }

    [Theory, BothFamilies]
    public void Open_ports_that_are_not_asked_carefully_are_silent_with_a_word_of_it(Family family)
    {
        // Of which nothing is known, and which are asked last for that.
        int[] open = [9998, 9999, 61234];

        var report = Scan(Side.Of(family), Counting("", "limit rate over 2/second burst 7 packets"), open, new ScanForm { Ports = "1-100,9998,9999,61234" });

        Assert.All(report.Results.Where(row => row.State == "stealth"), row => Assert.Equal(["ban-possible"], row.Remarks));
        Assert.Equal("possible", report.Ban);
    }

    [Theory, BothFamilies]
    public void Test_that_comes_back_while_it_is_banned_is_told_that_it_may_be(Family family)
    {
        var side = Side.Of(family);
        Scan(side, Counting("", "limit rate over 2/second burst 7 packets"), Open, new ScanForm { Profile = "quick", Udp = "no" });

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "443,3389,8443" });

        Assert.All(report.Results, row => Assert.Equal(("stealth no-reply", "ban-possible"), (row.Answer, Assert.Single(row.Remarks))));
        Assert.Equal("possible", report.Ban);
    }

    [Theory, BothFamilies]
    public void Firewall_that_goes_on_letting_one_port_in_has_not_banned(Family family)
    {
        var report = Scan(Side.Of(family), "", Open, new ScanForm { Profile = "quick" });

        Assert.All(report.Results, row => Assert.Equal(Open.Contains(row.Port ?? 0) && row.Protocol == "tcp" ? "open syn-ack" : "stealth no-reply", row.Answer));
        Assert.All(report.Results, row => Assert.Empty(row.Remarks));
        Assert.Null(report.Ban);
    }

    // A tenth of all packets, each way, and a firewall that bans nobody.
    [Theory, BothFamilies]
    public void Loss_is_not_called_a_ban(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Router, "forward", side, $"""
            tcp sport {ShippedProgram.Port} accept
            tcp dport {ShippedProgram.Port} accept
            numgen random mod 10 == 0 drop
            """);

        var report = Scan(side, "", Open, new ScanForm { Profile = "quick", Udp = "no" });

        Assert.DoesNotContain(report.Results, row => row.Answer == Banned);
        Assert.NotEqual("recognised", report.Ban);
    }

    private static string Counting(string match, string limit, string set = "rate") => $$"""
        {{match}} tcp flags & (fin | syn | rst | ack) == syn update @{{set}} { SADDR {{limit}} } add @scanners { SADDR } drop

        """;

    private ScanReport Scan(Side side, string rules, int[] open, ScanForm form)
    {
        OpenTcp(Client, open);
        var type = side.IsV6 ? "ipv6_addr" : "ipv4_addr";
        Firewall.Load(Client, $$"""
            table inet ban {
              set scanners { type {{type}}; flags dynamic, timeout; timeout 336h; }
              set rate { type {{type}}; flags dynamic, timeout; timeout 10s; }
              set high { type {{type}}; flags dynamic, timeout; timeout 10s; }
              chain input {
                type filter hook input priority 0; policy drop;
                iif lo accept
                icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
                ct state established,related accept
                {{side.Nft}} saddr @scanners drop
                {{rules.Replace("SADDR", $"{side.Nft} saddr", StringComparison.Ordinal)}}
                tcp dport { {{string.Join(", ", open)}} } accept
              }
            }
            """);
        var report = VisitorOf(side).Scan(form);
        TestContext.Current.SendDiagnosticMessage(
            $"{side.Nft}: {report.DurationMs:N0} ms, {string.Join(", ", report.Results.CountBy(row => row.Answer).Select(count => $"{count.Value} {count.Key}"))}");
        return report;
    }

    private static void Check(ScanReport report, int[] open)
    {
        Assert.All(
            report.Results,
            row => Assert.Equal(open.Contains(row.Port ?? 0) && row.Protocol == "tcp" ? "open syn-ack" : Banned, row.Answer));
        Assert.Equal("recognised", report.Ban);

        // Long before the minute that its plan allows.
        Assert.InRange(report.DurationMs, 0, 30_000);
    }
}
