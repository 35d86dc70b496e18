using System.Collections.Concurrent;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.FirewallBehaviour;

/// <summary>Firewalls that ban whoever asks for ports too quickly, as RouterOS psd, psad and fail2ban have it.</summary>
public sealed class BanTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string Ports = "40001-40003";
    private const int FirstOpen = 40002;
    private const int LastOpen = 40003;

    [Theory, BothFamilies]
    public async Task Gentle_pace_finds_all_that_is_open_where_the_normal_pace_is_banned(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 40001, FirstOpen, LastOpen);

        // The last of the plan is the third that is asked, a tenth of a second after the second. A scan that is left by its visitor ends.
        Ban(side, "2/second burst 2 packets", "drop");
        var found = new ConcurrentQueue<string>();
        using (VisitorOf(side).Stream(new ScanForm { Ports = Ports, Format = "ndjson" }, found.Enqueue))
        {
            await Eventually.Holds(IsBanned, "the tester is banned");
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(found, line => line.Contains($"\"port\":{LastOpen},", StringComparison.Ordinal) && line.Contains("\"open\"", StringComparison.Ordinal));

        Ban(side, "2/second burst 2 packets", "drop");
        var report = ScanReport.Parse(await Eventually.Answers(
            200, () => VisitorOf(side).Post(new ScanForm { Ports = Ports, Pace = "gentle" }), "the scan that was left is over"));
        new ExpectedRows().Tcp(40001, "stealth", "no-reply").Tcp(FirstOpen, "open", "syn-ack").Tcp(LastOpen, "open", "syn-ack").Match(report);
        Assert.False(IsBanned());
        Assert.InRange(report.DurationMs, 15_000, 22_000);
    }

    [Fact]
    public void Slower_pace_leaves_the_seconds_between_any_two_packets()
    {
        // Whoever asks again within fifteen sixteenths of two seconds is banned at once.
        Ban(Side.V4, "32/minute burst 1 packets", "reject with tcp reset");
        OpenTcp(Client, FirstOpen, LastOpen);

        var report = VisitorOf(Side.V4).Scan(new ScanForm { Ports = Ports, Pace = "2s" });

        new ExpectedRows().Tcp(40001, "closed", "reset").Tcp(FirstOpen, "open", "syn-ack").Tcp(LastOpen, "open", "syn-ack").Match(report);
        Assert.Equal("2s", report.Pace);
        Assert.InRange(report.DurationMs, 10_000, 13_000);
    }

    private bool IsBanned() =>
        Client.RunIn("nft", ["list", "ruleset"]).Succeeded().Output.Split("set scanners")[1].Split('}')[0].Contains("elements", StringComparison.Ordinal);

    // What belongs to a connection, such as the visitor's own with the site, is not counted.
    private void Ban(Side side, string limit, string others) => Firewall.Load(Client, $$"""
        table {{side.Nft}} ban {
          set scanners { type {{(side.IsV6 ? "ipv6_addr" : "ipv4_addr")}}; flags dynamic,timeout; timeout 1h; }
          set rate { type {{(side.IsV6 ? "ipv6_addr" : "ipv4_addr")}}; flags dynamic,timeout; timeout 1m; }
          chain input {
            type filter hook input priority 0;
            ct state established,related accept
            {{side.Nft}} saddr @scanners drop
            tcp flags & (fin|syn|rst|ack) == syn update @rate { {{side.Nft}} saddr limit rate over {{limit}} } add @scanners { {{side.Nft}} saddr } drop
            tcp dport { {{FirstOpen}}, {{LastOpen}} } accept
            meta l4proto tcp {{others}}
          }
        }
        """);
}
