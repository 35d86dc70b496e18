using System.Text.RegularExpressions;

using PortScanner.Engine.Identity;
using PortScanner.Web.Features.DryRun;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Tests.Program;
using PortScanner.Web.Tests.Settings;

namespace PortScanner.Web.Tests.Features.DryRun;

/// <summary>The mode that sends nothing.</summary>
public sealed class DryRunTests
{
    [Fact]
    public void Custom_plan_is_printed_packet_by_packet()
    {
        var lines = Run("dry-run", "ports=22,U:53,U:4711", "family=ipv6");

        Assert.Equal("Nothing is sent. Packets from 2001:db8::1 to 2001:db8::2, if none is answered; on the right what PacketDotNet reads in them:", lines[0]);
        Assert.Matches(
            "^   0.000 s  pass 1  tcp/22     syn                64 bytes  IPv6 2001:db8::1 > 2001:db8::2 hlim 64: TCP 6100[0-3] > 22 syn seq [0-9]+ win 64240 mss 1440, checksum right$", lines[1]);

        // In any order, but for what is worst if it is open.
        var others = lines[2..7];
        Assert.Equal(3, others.Count(line => IsMatch(line, @"^   0\.15\d s  pass 1  tcp/(49|5\d|6\d)\d{3}  control            64 bytes  IPv6 .* syn ")));
        Assert.Contains(others, line => IsMatch(line, @"^   0\.15\d s  pass 1  udp/53     dns                65 bytes  IPv6 2001:db8::1 > 2001:db8::2 hlim 64: UDP 61000 > 53 length 25, checksum right$"));
        Assert.Contains(others, line => IsMatch(line, @"^   0\.15\d s  pass 1  udp/4711   udp-empty          48 bytes  IPv6 2001:db8::1 > 2001:db8::2 hlim 64: UDP 61000 > 4711 length 8, checksum right$"));
        Assert.StartsWith("30 packets for 3 probes and 3 controls in ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(32, lines.Length);
    }

    [Fact]
    public void Firewall_tests_are_printed_after_the_plan()
    {
        var lines = Run("dry-run", "ports=22", "firewall=yes", "icmp=no");

        // Controls and a SYN; then six tests of the port, and ACKs to three reply ports.
        var firstPasses = lines.Where(line => line.Contains("  pass 1  ", StringComparison.Ordinal) && !line.Contains(" control ", StringComparison.Ordinal)).ToList();
        Assert.Contains("tcp/22     syn ", firstPasses[0], StringComparison.Ordinal);
        Assert.Contains(firstPasses[1..], line => line.Contains("tcp/22     ack                40 bytes  IPv4 192.0.2.1 > 192.0.2.2 ttl 64 df: TCP 61004 > 22 ack ", StringComparison.Ordinal));
        Assert.Contains(" packets for 10 probes and 3 controls in ", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("family=ipv4")]
    [InlineData("family=ipv6")]
    public void Every_packet_of_every_kind_is_right_as_PacketDotNet_reads_it(string family)
    {
        var lines = Run("--dry-run", family, "firewall=yes")[1..^1];

        Assert.All(lines, line => Assert.EndsWith(line.Contains(" unknown-header ", StringComparison.Ordinal) ? ", no checksum" : ", checksum right", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" syn ", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_count_wherever_they_stand()
    {
        string[][] slow =
        [
            Run("--Engine:PacketsPerSecondPerTarget=25", "dry-run", "ports=1-30"), Run("dry-run", "ports=1-30", "--Engine:PacketsPerSecondPerTarget=25"),
            Run("--Engine:PacketsPerSecondPerTarget=25", "--dry-run", "ports=1-30"),
        ];

        // Six careful questions take 0.7 s; then three controls and the others, one every 40 ms.
        Assert.All(slow, lines => Assert.Contains(lines, line => line.StartsWith("   1.741 s  pass 1  tcp/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Gentle_plan_leaves_packet_by_packet_its_firewall_tests_included()
    {
        var lines = Run("dry-run", "ports=22,80", "icmp=no", "firewall=yes", "pace=2s")[1..^1];

        var times = lines.Select(line => decimal.Parse(line.AsSpan(0, 8), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 2, 6));
        Assert.Contains(lines, line => line.Contains(" fin ", StringComparison.Ordinal));
    }

    [Fact]
    public void Payload_file_of_the_settings_is_listed()
    {
        var file = Path.Combine(Path.GetTempPath(), $"portscanner-payloads-{Environment.ProcessId}");
        File.WriteAllText(file, "udp 4711-4712 \"hello\"\nudp 4712 \"world!\"\n");
        try
        {
            var lines = Run($"--Engine:PayloadFile={file}", "dry-run", "ports=U:4711-4713");

            string[] packets =
            [
                "udp/4711   udp-payload        33 bytes", "udp/4712   udp-payload        33 bytes", "udp/4712   udp-payload-2      34 bytes", "udp/4713   udp-empty          28 bytes",
            ];
            Assert.Equal(packets.Select(packet => $"   0.000 s  pass 1  {packet}"), lines[1..5].Select(line => line[..(20 + packets[0].Length)]).Order(StringComparer.Ordinal));
            Assert.Contains(Run($"--Engine:PayloadFile={file}", "dry-run"), line => line.Contains("udp/4712   udp-payload-2", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("family=ipv4", " ttl ")]
    [InlineData("family=ipv6", " hlim ")]
    public void Every_packet_may_take_as_many_hops_as_the_operator_says(string family, string name)
    {
        string[] asked = [family, "firewall=yes", "icmp=yes", "ports=22,U:53"];

        Assert.All(Run(["dry-run", .. asked])[1..^1], line => Assert.Contains($"{name}64", line, StringComparison.Ordinal));
        Assert.All(Run(["dry-run", "--Engine:HopLimit=200", .. asked])[1..^1], line => Assert.Contains($"{name}200", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("profile=quick")]
    [InlineData("profile=quick", "family=ipv6")]
    public void Nothing_is_sent_to_a_denied_port_not_even_as_a_control(params string[] fields)
    {
        // Control ports and those of replies are drawn from 49152 on.
        var lines = Run(["--Admission:DenyPorts=25,49152-65500,U:161", "dry-run", "firewall=yes", .. fields]);

        var asked = lines.Where(line => line.Contains(" pass ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4]).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain("tcp/25", asked);
        Assert.DoesNotContain("udp/161", asked);
        Assert.Contains("udp/53", asked);
        Assert.All(asked.Where(port => port.StartsWith("tcp/", StringComparison.Ordinal)), port => Assert.False(int.Parse(port.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture) is >= 49152 and <= 65500, port));
        Assert.Contains(asked, port => port.StartsWith("tcp/655", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ports=70000", "ports:")]
    [InlineData("ports=6000,U:161", "ports: The operator of this site has excluded these ports from tests: 6000,U:161.", "--Admission:DenyPorts=6000,U:161")]
    [InlineData("expect=6000", "expect: The operator of this site has excluded these ports from tests: 6000.", "--Admission:DenyPorts=6000,U:161")]
    [InlineData("profile=huge", "profile:")]
    [InlineData("pace=huge", "pace:")]
    [InlineData("family=ipv5", "family is \"ipv5\"")]
    [InlineData("target=192.0.2.9", "does not know \"target=192.0.2.9\"")]
    [InlineData("quick", "does not know \"quick\"")]
    [InlineData("prots=22", "did you mean ports=?")]
    [InlineData("pcap=/nowhere/at.all", "pcap is \"/nowhere/at.all\", which cannot be written")]
    [InlineData("--Engine:PacketsPerSecond=1", "Engine:PacketsPerSecond is 1; allowed is")]
    [InlineData("--Engine:HopLimit=31", "Engine:HopLimit is 31; allowed is 32 to 255.")]
    [InlineData("--Engine:HopLimit=256", "Engine:HopLimit is 256; allowed is 32 to 255.")]
    [InlineData("--Engine:SourcePorts=backwards", "first-last")]
    public void Wrong_field_is_named(string field, string words, params string[] settings)
    {
        var error = Assert.Throws<ConfigurationException>(() => Run(["dry-run", field, .. settings]));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Needs", "tshark")]
    public async Task Capture_file_holds_each_packet_whole()
    {
        Assert.SkipUnless(Tool.IsInstalled("tshark"), "tshark is not installed.");
        var file = Path.Combine(Path.GetTempPath(), $"portscanner-dry-run-{Environment.ProcessId}.pcap");
        try
        {
            var lines = Run("dry-run", $"pcap={file}");
            var packets = await Tool.RunAsync("tshark", "-r", file, "-T", "fields", "-e", "ip.src", "-e", "ip.dst", "-e", "ip.len", "-e", "frame.len");

            var rows = packets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
            Assert.Equal(lines.Length - 2, rows.Count);
            Assert.All(rows, row =>
            {
                Assert.Equal(["192.0.2.1", "192.0.2.2"], row[..2]);
                Assert.Equal(row[3], row[2]);
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool IsMatch(string line, string pattern) => Regex.IsMatch(line, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static string[] Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, DryRunVerb.Run(WrittenSettings.Start(arguments), output));
        return output.ToString().TrimEnd().Split('\n');
    }
}
