using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Proxies;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Proxies;

/// <summary>A proxy as shipped: visitors are tested through it as without it, and none can be another.</summary>
/// <typeparam name="TLab">The proxy.</typeparam>
public abstract class ProxyTests<TLab> : LabTest<TLab>
    where TLab : ProxyLab
{
    private const string SecretLine = $"X-PortScanner-Secret: {ProxyFiles.Secret}";

    private static readonly string ConnectionRules = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "deploy/nftables/connection-limit.nft"));

    /// <summary>Skips the test where the proxy is not installed.</summary>
    protected ProxyTests(TLab lab)
        : base(lab) => Assert.SkipWhen(lab.WhyNoProxy is not null, lab.WhyNoProxy ?? "");

    [Theory, BothFamilies]
    public void Scan_through_the_proxy_tells_the_truth_of_the_visitor(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, MixedHost.Listening);
        Serve(Client, new DnsService());
        MixedHost.SetFirewalls(Lab.Hosts, side);

        var report = Lab.VisitorOf(side).Scan(new ScanForm { Ports = $"T:{MixedHost.TcpPorts},U:{MixedHost.UdpPorts}" });

        Assert.Equal(side.Client.ToString(), report.Target.Address);
        MixedHost.Truth(side).Match(report);
    }

    [Theory, BothFamilies]
    public void Rows_of_a_text_arrive_while_the_scan_goes_on(Family family)
    {
        var side = Side.Of(family);
        SetOpenAndSilentPort(side);
        var endedBefore = Ended;
        int? endedAtRow = null;

        using var curl = Lab.VisitorOf(side).Stream(new ScanForm { Ports = "22,24", Format = "text" }, line =>
        {
            if (line.Contains("syn-ack", StringComparison.Ordinal))
            {
                endedAtRow ??= Ended;
            }
        });
        var text = curl.Finish().Succeeded().Output;

        Assert.Equal(endedBefore, endedAtRow);
        Assert.Contains("open=1", text, StringComparison.Ordinal);
    }

    [Fact]
    public Task Visitor_is_probed_while_there_and_the_next_owner_of_the_address_is_not() => Absence.Check(Lab, Lab.VisitorOf(Side.V6), Side.V6);

    [Theory, BothFamilies]
    public void Events_arrive_while_the_scan_goes_on(Family family)
    {
        var side = Side.Of(family);
        SetOpenAndSilentPort(side);
        var visitor = Lab.VisitorOf(side);
        var scan = LiveScan.Begin(visitor, new ScanForm { Ports = "22,24", Format = null });
        var endedBefore = Ended;
        int? endedAtRow = null;

        using var curl = visitor.Stream($"{scan.Path}/events", [], line =>
        {
            if (line.Contains("syn-ack", StringComparison.Ordinal))
            {
                endedAtRow ??= Ended;
            }
        });
        var events = curl.Finish().Succeeded().Output;

        Assert.Equal(endedBefore, endedAtRow);
        Assert.Contains("event: end", events, StringComparison.Ordinal);
        Assert.Equal(204, scan.Delete().Status);
    }

    [Theory, BothFamilies]
    public void Visitor_is_scanned_or_nobody_whatever_a_request_claims(Family family)
    {
        var side = Side.Of(family);
        var visitor = Lab.VisitorOf(side);
        var others = new PacketCounter(Lab.Hosts.Server, side, side.RouterToClient, 443);
        foreach (var claim in Claims(side))
        {
            string[] headers = [.. claim.SelectMany(line => (string[])["-H", line])];
            Assert.Equal($"{side.Client}\n", visitor.Curl("/ip", headers).Body);
            var report = ScanReport.Parse(visitor.Curl("/scan", [.. headers, .. new ScanForm { Ports = "1" }.Arguments()]));
            Assert.Equal(side.Client.ToString(), report.Target.Address);
        }

        Assert.Equal(0, others.Read());
    }

    // RFC 9110 section 7.6.1: what Connection names goes no further than the next hop.
    [Theory, BothFamilies]
    public void Visitor_who_has_the_proxy_take_its_own_headers_away_is_nobody(Family family)
    {
        var visitor = Lab.VisitorOf(Side.Of(family));
        foreach (var name in (string[])["X-PortScanner-Client", "X-PortScanner-Secret"])
        {
            var answer = visitor.Curl("/ip", "--http1.1", "-H", $"Connection: close, {name}");
            Assert.True(answer is { Status: 503 } || answer.Body == $"{Side.Of(family).Client}\n", answer.Body);
        }
    }

    // As a browser sends them for https://scan.example.org./, and without Sec-Fetch-Site as an old one does.
    [Theory, BothFamilies]
    public void Visitor_who_writes_the_name_with_the_dot_at_its_end_is_tested(Family family)
    {
        string[] named = ["-H", $"Host: {ProxyFiles.Name}.", "-H", $"Origin: https://{ProxyFiles.Name}."];
        foreach (var headers in (string[][])[named, [.. named, "-H", "Sec-Fetch-Site: same-origin"]])
        {
            Assert.Equal(200, Lab.VisitorOf(Side.Of(family)).Curl("/scan", [.. headers, .. new ScanForm { Ports = "1" }.Arguments()]).Status);
        }
    }

    // Cookies of other sites of the domain; over HTTP/2 each is a header of its own.
    [Theory]
    [InlineData("--http2")]
    [InlineData("--http1.1")]
    public void Visitor_with_many_cookies_is_served(string version)
    {
        var cookies = Enumerable.Range(0, 150).Select(i => $"c{i}={new string('a', 40)}");
        string[] headers = version == "--http2" ? [.. cookies.SelectMany(cookie => (string[])["-H", $"Cookie: {cookie}"])] : ["-H", $"Cookie: {string.Join("; ", cookies)}"];
        Assert.Equal(200, Lab.VisitorOf(Side.V4).Curl("/", [version, .. headers]).Status);
    }

    [Theory, BothFamilies]
    public void Connection_past_the_proxy_is_refused_whatever_it_brings(Family family)
    {
        var side = Side.Of(family);
        var answer = VisitorOf(side).Curl("/scan", ["-H", $"X-PortScanner-Client: {side.Client}", "-H", SecretLine, .. new ScanForm { Ports = "1", Format = "text" }.Arguments()]);
        Assert.Equal(403, answer.Status);
        Assert.StartsWith("This way is for the site's own proxy", answer.Body, StringComparison.Ordinal);
    }

    [Theory, BothFamilies]
    public void Each_answer_has_each_security_header_once_and_comes_by_HTTP_2(Family family)
    {
        var visitor = Lab.VisitorOf(Side.Of(family));
        foreach (var path in (string[])["/", "/nothing", "/assets/css/base.css"])
        {
            var answer = visitor.Curl(path, "--http2", "-H", "Accept: text/html");
            Assert.StartsWith("HTTP/2 ", answer.Headers, StringComparison.Ordinal);
            foreach (var name in (string[])["Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control"])
            {
                Assert.Single(answer.Headers.Split('\n'), line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
            }
        }

        Assert.Contains($"https://{ProxyFiles.Name}/scan", visitor.Curl("/").Body, StringComparison.Ordinal);
        Assert.Equal(413, visitor.Curl("/scan", "--data", $"consent=yes&ports={new string('1', 20_000)}").Status);
    }

    [Theory, BothFamilies]
    public void Visitor_without_TLS_is_sent_to_the_same_place_with_it(Family family)
    {
        var answer = Visitor.OfSite(Client, ProxyFiles.Name, Side.Of(family).Server, "http").Curl("/help?lang=de");
        Assert.Equal((308, $"https://{ProxyFiles.Name}/help?lang=de"), (answer.Status, answer.Header("Location")));
    }

    [Theory, BothFamilies]
    public async Task Nothing_of_a_visitor_is_in_the_logs_after_scans_forgeries_and_failures(Family family)
    {
        var side = Side.Of(family);
        var visitor = Lab.VisitorOf(side);
        OpenTcp(Client, VisitorTraces.UnusualPort);
        visitor.Scan(new ScanForm { Ports = $"{VisitorTraces.UnusualPort}" });
        visitor.Curl("/nothing");
        Assert.Equal(413, visitor.Curl("/scan", "--data", new string('1', 20_000)).Status);
        Firewall.Set(Lab.Hosts.Server, "output", Side.V4, $"tcp dport {ShippedProgram.Port} reject with tcp reset");
        Assert.InRange(visitor.Curl("/ip").Status, 500, 503);
        Firewall.Clear(Lab.Hosts.Server);
        visitor.Curl("/ip", "-H", $"X-PortScanner-Client: {side.Client}, {side.Client}", "-H", "X-PortScanner-Secret: wrong");
        Client.RunIn("curl", ["-s", "--max-time", "5", $"http://{ProxyFiles.Name}:443/", "--resolve", $"{ProxyFiles.Name}:443:{side.Server}"]);
        using (var gone = visitor.Stream(new ScanForm { Profile = "full", Format = "text" }))
        {
            var before = Ended;
            await Eventually.Holds(() => gone.Written.Contains("Answers, as they come", StringComparison.Ordinal), "the scan began");
            gone.Kill();
            await Eventually.Holds(() => Ended > before, "the scan ended");
        }

        Assert.Empty(VisitorTraces.FoundIn(Lab.ProxyLogged));
        Assert.Empty(VisitorTraces.FoundIn(Lab.Program.Written));
    }

    [Fact]
    public async Task Connections_that_ask_for_nothing_keep_nobody_out_and_are_closed_soon()
    {
        using var idle = new IdleConnections();
        await idle.AddAsync(Client, Side.V4.Client, Side.V4.Server, 443, 460, [0x16, 3]);
        await idle.AddAsync(Client, Side.V4.Client, Side.V4.Server, 80, 40, "GET"u8.ToArray());
        Assert.Equal(200, Lab.VisitorOf(Side.V6).Curl("/ip").Status);
        await Eventually.Holds(() => idle.Open == 0, "they were closed", TimeSpan.FromSeconds(20));

        // Of these Apache does not hear by itself for half a minute: the kernel waits for the first byte.
        await idle.AddAsync(Client, Side.V4.Client, Side.V4.Server, 443, 200);
        Assert.Equal(200, Lab.VisitorOf(Side.V6).Curl("/ip").Status);
        await Eventually.Holds(() => idle.Open == 0, "the silent ones were closed", TimeSpan.FromSeconds(90));
        Assert.Empty(VisitorTraces.FoundIn(Lab.ProxyLogged));
    }

    [Theory, BothFamilies]
    public async Task Address_has_a_hundred_connections_by_the_shipped_rules(Family family)
    {
        var side = Side.Of(family);
        var other = Side.Of(family == Family.IPv4 ? Family.IPv6 : Family.IPv4);
        Firewall.Load(Lab.Hosts.Server, ConnectionRules);
        using (var idle = new IdleConnections())
        {
            await idle.AddAsync(Client, side.Client, side.Server, 443, 3000);

            Assert.InRange(idle.Open, 1, 100);
            Assert.Null(Lab.VisitorOf(side).TryCurl("/ip"));
            Assert.Equal(200, Lab.VisitorOf(other).Curl("/ip").Status);
        }

        await Eventually.Holds(() => Lab.VisitorOf(side).TryCurl("/ip") is { Status: 200 }, "they were closed", TimeSpan.FromSeconds(40));
    }

    // How many scans have ended, as the program says.
    private int Ended => Lab.Program.Written.Split("Scan ended").Length;

    // Whom a forger would have scanned: the router, which is allowed and can be reached.
    private static IEnumerable<string[]> Claims(Side side)
    {
        var other = side.RouterToClient;
        string[] addresses = [$"{other}", $"{side.Client}, {other}", $"::ffff:{Side.V4.RouterToClient}", "0306.063.0144.0376", "3325256958", "2001:db8:2::fe:4711", $"[{Side.V6.RouterToClient}]:4711"];
        foreach (var address in addresses)
        {
            yield return [$"X-PortScanner-Client: {address}"];
            yield return [$"X-PortScanner-Client: {address}", SecretLine];
        }

        yield return [$"X-PortScanner-Client: {other}", $"X-PortScanner-Client: {side.Client}"];
        yield return [$"X-PortScanner-Client;"];
        yield return [$"X_PortScanner_Client: {other}"];
        yield return [$"X-PortScanner-Client: {other}", "X-PortScanner-Secret: wrong"];
        yield return ["X-PortScanner-Secret;"];
        yield return [$"X-Forwarded-For: {other}", $"X-Real-IP: {other}", $"Forwarded: for={other}", $"True-Client-IP: {other}", $"X-Client-IP: {other}"];
    }

    private void SetOpenAndSilentPort(Side side)
    {
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");
    }
}

/// <summary>With Apache.</summary>
public sealed class ApacheTests(ApacheLab lab) : ProxyTests<ApacheLab>(lab);
