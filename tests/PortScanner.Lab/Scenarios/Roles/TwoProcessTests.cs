using System.Diagnostics;
using System.Globalization;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Roles;

/// <summary>The front end and the tester as two processes of two users, each with no more rights than it needs.</summary>
public sealed class TwoProcessTests(SplitLab lab) : LabTest<SplitLab>(lab)
{
    // capabilities(7)
    private const ulong NetRaw = 1UL << 13;

    private static readonly string[] Sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"];

    [Fact]
    public void Web_face_has_no_right_and_the_tester_one()
    {
        Assert.All(Sets, set => Assert.Equal(0UL, Capabilities(Lab.Program, set)));
        Assert.All(Sets, set => Assert.Equal(NetRaw, Capabilities(Lab.Tester, set)));
        Assert.All([Lab.Program, Lab.Tester], process => Assert.Equal("1", Status(process, "NoNewPrivs")));
    }

    [Theory, BothFamilies]
    public void Every_row_is_as_right_as_with_one_process(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, MixedHost.Listening);
        Serve(Client, new DnsService());
        MixedHost.SetFirewalls(Lab.Hosts, side);

        MixedHost.Truth(side).Match(VisitorOf(side).Scan(new ScanForm { Ports = $"T:{MixedHost.TcpPorts},U:{MixedHost.UdpPorts}" }));
    }

    [Theory, BothFamilies]
    public void Text_report_says_who_tested_and_what_was_found(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        var report = VisitorOf(side).Post(new ScanForm { Ports = "22,23", Format = "text" }).Body;
        Assert.Contains($"Tested from    {side.Server}", report, StringComparison.Ordinal);
        Assert.Contains("ports: open=1 rejected=0 closed=1 closed|filtered=0 stealth=0 unknown=0", report, StringComparison.Ordinal);
    }

    [Theory, BothFamilies]
    public void Visitor_who_answers_nothing_is_heard_through_the_web_face(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side, "ct state established accept; meta l4proto { tcp, udp } drop");
        var report = VisitorOf(side).Scan(new ScanForm { Ports = "20-29" });
        Assert.All(report.Results, row => Assert.Equal("stealth no-reply", row.Answer));
    }

    // At the moderate pace alone it would take 25 seconds and more.
    [Fact]
    public void Visitor_who_answers_nothing_is_asked_as_fast_as_his_connection_with_the_web_face_shows_that_the_path_bears()
    {
        Firewall.Set(Client, "input", Side.V4, "ct state established accept; meta l4proto { tcp, udp } drop");
        var scan = LiveScan.Begin(VisitorOf(Side.V4), new ScanForm { Ports = "1-10000" });
        var clock = Stopwatch.StartNew();
        var (report, _) = scan.Follow();
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20));
        scan.Delete();
        Assert.All(report.Results, row => Assert.Equal("stealth no-reply", row.Answer));
    }

    [Fact]
    public async Task Tester_that_is_killed_ends_the_scan_with_a_word_and_is_found_again()
    {
        var side = Side.V4;
        OpenTcp(Client, WideHost.Listening);
        var report = await InterruptedScan(side);

        Assert.Contains(report.Results, row => row.Answer == "unknown scan-ended");
        Assert.DoesNotContain(report.Results, row => row.State == "stealth");

        var refused = VisitorOf(side).Post(new ScanForm { Ports = "22", Format = "text" });
        Assert.Equal(503, refused.Status);
        Assert.Contains("does not answer", refused.Body, StringComparison.Ordinal);
        var health = VisitorOf(side).Curl("/healthz");
        Assert.Equal((503, "not ready: the tester does not answer"), (health.Status, health.Body.Trim()));

        Lab.StartTester();
        await Eventually.Holds(() => VisitorOf(side).Curl("/healthz").Status == 200, "the tester was found again");
        Assert.Equal("closed reset", Assert.Single(VisitorOf(side).Scan(new ScanForm { Ports = "9" }).Results).Answer);
    }

    [Fact]
    public void Nobody_but_the_web_faces_user_is_answered()
    {
        Assert.Equal("{\"kind\":0}", AskAs(ServiceUser.Web, """{"question":0}"""));
        Assert.Equal("", AskAs(ServiceUser.Stranger, """{"question":0}"""));
        Assert.Equal("", AskAs(ServiceUser.Tester, """{"question":0}"""));
        Assert.Contains($"A process of user number {ServiceUser.Stranger.Id} was turned away", Lab.Tester.Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"question":2,"visitor":"192.168.1.1","profile":"custom","ports":"22"}""")]
    [InlineData("""{"question":2,"visitor":"203.0.113.254","profile":"custom","ports":"22"}""")]
    [InlineData("""{"question":2,"visitor":"203.0.113.1","profile":"custom","ports":"22"}""")]
    [InlineData("""{"question":2,"visitor":"127.0.0.1","profile":"custom","ports":"22"}""")]
    [InlineData("""{"question":2,"visitor":"2002:c633:6402::1","profile":"custom","ports":"22"}""")]
    [InlineData("""{"question":2,"visitor":"64:ff9b::c633:6402","profile":"custom","ports":"22"}""")]
    public void Web_face_that_was_taken_over_cannot_have_anyone_else_tested(string request) =>
        Assert.Equal("{\"kind\":2,\"refusal\":0}", AskAs(ServiceUser.Web, request));

    private async Task<ScanReport> InterruptedScan(Side side)
    {
        Firewall.Set(Client, "input", side, WideHost.Drop);
        var counter = new PacketCounter(Lab.Hosts.Server, side, ShippedProgram.Port);
        var scan = Task.Run(() => VisitorOf(side).Scan(WideHost.Form), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => counter.Read() > 0, "the scan began");
        Lab.Tester.Kill();
        return await scan;
    }

    private static string AskAs(ServiceUser user, string request)
    {
        Tools.Require("socat");
        string[] line = [.. user.Launcher, "socat", "-t", "10", "-", $"UNIX-CONNECT:{SplitLab.Socket}"];

        // The length in four bytes, each of them a character of one byte.
        var answer = Command.Run(line[0], line[1..], $"\0\0\0{(char)request.Length}{request}").Output;
        return answer.Contains('{', StringComparison.Ordinal) ? answer[answer.IndexOf('{', StringComparison.Ordinal)..].Trim() : "";
    }

    private static ulong Capabilities(ShippedProgram process, string set) => ulong.Parse(Status(process, set), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Status(ShippedProgram process, string field) =>
        File.ReadLines($"/proc/{process.ProcessId}/status").Single(line => line.StartsWith($"{field}:", StringComparison.Ordinal)).Split('\t')[1];
}
