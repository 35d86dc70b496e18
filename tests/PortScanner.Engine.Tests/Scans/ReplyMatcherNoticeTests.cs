using System.Net;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>ICMP redirects and source quench: told of the probe that they quote, and of no use as an answer.</summary>
[Trait("Needs", "raw sockets")]
public sealed class ReplyMatcherNoticeTests
{
    private static readonly Probe[] OneOfEach = [Plans.Syn(80), Plans.Udp(ProbeKind.Ntp), Plans.Echo, new Probe(ProbeKind.UdpEmpty, 9)];

    public static TheoryData<bool, byte, Remarks> Notices { get; } = new()
    {
        { false, 5, Remarks.Redirected },
        { false, 4, Remarks.SourceQuenched },
        { true, 137, Remarks.Redirected },
    };

    [Theory, MemberData(nameof(Notices))]
    public void Notice_is_a_remark_on_the_probe_that_it_quotes_and_decides_nothing(bool isIpv6, byte type, Remarks said)
    {
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            using var scan = new MatchedScan(isIpv6, OneOfEach);
            scan.Receive(Notice(scan, scan.Other, type, scan.Sent(index)));
            Assert.Equal(0, scan.Scan.Answers.DecidedCount);
            Assert.Empty(scan.Results.Take());
            Assert.Equal(
                Enumerable.Range(0, OneOfEach.Length).Select(i => i == index ? said : Remarks.None),
                scan.Results.Conclude().Select(result => result.Remarks & (Remarks.Redirected | Remarks.SourceQuenched)));
        }
    }

    [Theory, MemberData(nameof(Notices))]
    public void Notice_is_told_of_a_probe_that_was_answered_before_or_is_later(bool isIpv6, byte type, Remarks said)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Syn(80), Plans.Syn(81));
        var first = Notice(scan, scan.Other, type, scan.Sent());
        scan.Receive(scan.Error(scan.Target, scan.Sent(1)));
        Assert.Equal(Remarks.None, Assert.Single(scan.Results.Take()).Remarks);

        scan.Receive(first);
        scan.Receive(scan.Error(scan.Target, scan.Sent()));
        scan.Receive(Notice(scan, scan.Other, type, scan.Sent(1)));
        Assert.Equal([(80, Reason.PortUnreach, said), (81, Reason.PortUnreach, said)], scan.Results.Take().OrderBy(result => result.Probe.Port).Select(result => ((int)result.Probe.Port!, result.Reason, result.Remarks)));
    }

    [Theory, MemberData(nameof(Notices))]
    public void Notice_without_a_proof_is_nothing(bool isIpv6, byte type, Remarks said)
    {
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            using var scan = new MatchedScan(isIpv6, OneOfEach);
            using var another = new MatchedScan(isIpv6, OneOfEach);
            scan.Receive(Notice(scan, scan.Other, type, another.Sent(index)));
            Assert.DoesNotContain(scan.Results.Conclude(), result => result.Remarks.HasFlag(said));
        }
    }

    private static byte[] Notice(MatchedScan scan, IPAddress from, byte type, byte[] quoted) => scan.Error(
        from, type == 137 ? [.. new byte[32], 4, (byte)((quoted.Length + 15) / 8), .. new byte[6], .. quoted, .. new byte[7]] : quoted, type, 0);
}
