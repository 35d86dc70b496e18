using System.Diagnostics;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Scenarios;

/// <summary>"Is my port open?", against ports that are truly open, closed and silent.</summary>
public sealed class PortCheckTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1.5);

    [Theory, BothFamilies]
    public void Port_is_told_as_it_is_and_one_that_answers_at_once(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Serve(Client, new DnsService());
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");

        Assert.Matches(@"^22/tcp open ssh syn-ack \d+\.\d ms\n$", Ask(side, "22", 200, Soon));
        Assert.Matches(@"^22/tcp open ssh syn-ack \d+\.\d ms\n$", Ask(side, "22", 200, Soon, "status=strict"));
        Assert.Matches(@"^23/tcp closed telnet reset \d+\.\d ms\n$", Ask(side, "23", 200, Soon));
        Assert.Matches(@"^23/tcp closed telnet reset \d+\.\d ms\n$", Ask(side, "23", 409, Soon, "status=strict"));
        Assert.Matches(@"^53/udp open dns udp-reply \d+\.\d ms\n$", Ask(side, "U:53", 200, Soon));

        var lines = Ask(side, "22,24", 200, TimeSpan.FromSeconds(30)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Matches(@"^22/tcp open ssh syn-ack \d+\.\d ms$", lines[0]);
        Assert.Matches("^24/tcp stealth - no-reply", lines[1]);
    }

    private string Ask(Side side, string ports, int status, TimeSpan most, params string[] fields)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = VisitorOf(side).Curl($"/port/{ports}", ["-d", "consent=yes", .. fields.SelectMany(field => (string[])["-d", field])]);
        Assert.True(answer.Status == status, answer.Body);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, most);
        return answer.Body;
    }
}
