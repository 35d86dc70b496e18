using System.Collections.Concurrent;
using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>
/// A stranger who forges ICMP errors from his own address. He had a scan of his own, and is told the ports of each probe as it comes by, so that
/// he lacks nothing but its secrets; and what he forges is there before any answer.
/// </summary>
public sealed class ForgedErrorTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(80);

    private static readonly ScanForm Form = new() { Ports = "22,2000-2029,U:123,U:161,U:7000-7009", Expect = "none" };

    [Theory, BothFamilies]
    public void Change_no_row_and_make_the_scan_no_longer(Family family)
    {
        var side = Side.Of(family);
        using var stranger = new Stranger(Lab.Hosts);
        using var links = new Links(Lab.Hosts, stranger);
        OpenTcp(Client, 22);
        Serve(Client, new ThinkingService(new NtpService()), new ThinkingService(new SnmpService()));
        Firewall.Set(Client, "input", side, "tcp dport 2000-2029 drop; udp dport 7000-7009 drop");
        var forged = new ForgedError(side, IPAddress.Parse(side.IsV6 ? "2001:db8:3::66" : "192.0.2.66"), links.Stranger, links.Router);

        var (calm, probes) = Scan(side, links, Form, _ => []);
        probes.ToList().ForEach(forged.Learn);
        var sent = 0;
        var (attacked, probesUnderAttack) = Scan(side, links, Form, frame => forged.About(frame).Select(error =>
        {
            Interlocked.Increment(ref sent);
            return error;
        }));

        Assert.True(sent > 500, $"Only {sent} errors were forged.");
        Truth().Match(calm);
        Truth().Match(attacked);
        Assert.All(attacked.Results, row => Assert.Empty(row.Remarks));
        Assert.Equal((false, false), (calm.Pass, attacked.Pass));
        Assert.InRange(probesUnderAttack.Count, probes.Count * 3 / 4, probes.Count * 4 / 3);
    }

    [Theory, BothFamilies]
    public void Proved_error_that_is_there_first_does_not_forestall_the_answer_and_is_told(Family family)
    {
        var side = Side.Of(family);
        using var stranger = new Stranger(Lab.Hosts);
        using var links = new Links(Lab.Hosts, stranger);
        Serve(Client, new ThinkingService(new DnsService()));
        var device = new ForgedError(side, IPAddress.Parse(side.IsV6 ? "2001:db8:3::66" : "192.0.2.66"), links.Stranger, links.Router);

        var (report, _) = Scan(side, links, new ScanForm { Ports = "U:53" }, frame => [device.AboutSeen(frame)]);

        new ExpectedRows().Udp(53, "dns", "open", "udp-reply").Match(report);
        Assert.Equal(["contradicted"], Assert.Single(report.Results).Remarks);
    }

    private static ExpectedRows Truth()
    {
        var truth = new ExpectedRows()
            .Tcp(22, "open", "syn-ack")
            .Udp(123, "ntp", "open", "udp-reply").Udp(123, "ntp-monlist", "stealth", "no-reply")
            .Udp(161, "snmpv1", "open", "udp-reply").Udp(161, "snmpv2c", "open", "udp-reply").Udp(161, "snmpv3", "stealth", "no-reply");
        for (var port = 2000; port < 2030; port++)
        {
            truth.Tcp(port, "stealth", "no-reply");
        }

        for (var port = 7000; port < 7010; port++)
        {
            truth.Udp(port, "udp-empty", "stealth", "no-reply");
        }

        return truth;
    }

    private (ScanReport Report, ConcurrentQueue<byte[]> Probes) Scan(Side side, Links links, ScanForm form, Func<byte[], IEnumerable<byte[]>> answer)
    {
        var layout = new Frame(side);
        var probes = new ConcurrentQueue<byte[]>();
        using var middlebox = links.Between(frame =>
        {
            if (!IsProbe(layout, frame))
            {
                return [];
            }

            probes.Enqueue(frame);
            return answer(frame);
        });
        return (VisitorOf(side).Scan(form), probes);
    }

    private static bool IsProbe(Frame layout, byte[] frame) =>
        layout.IsToClient(frame) && frame.Length >= layout.Transport + 8 && (frame[layout.Transport] << 8 | frame[layout.Transport + 1]) >= 61000;

    /// <summary>Where the stranger sees probes, and where he sends.</summary>
    private sealed class Links(ThreeHosts hosts, Stranger stranger) : IDisposable
    {
        private readonly Link _router = new(hosts.Router, "str");
        private readonly Link _stranger = new(stranger.Host, "wan");

        public byte[] Router => _router.Address;

        public byte[] Stranger => _stranger.Address;

        public Middlebox Between(Func<byte[], IEnumerable<byte[]>> answer) =>
            new(new Link(hosts.Client, "wan"), new Link(stranger.Host, "wan"), TimeSpan.Zero, answer);

        public void Dispose()
        {
            _router.Dispose();
            _stranger.Dispose();
        }
    }

    /// <summary>A service that takes its time.</summary>
    private sealed class ThinkingService(IUdpService service) : IUdpService
    {
        public int Port => service.Port;

        public byte[]? Answer(ReadOnlySpan<byte> request)
        {
            Thread.Sleep(Thinking);
            return service.Answer(request);
        }
    }
}
