using System.Net;
using System.Net.Sockets;

using PortScanner.Engine.Identity;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Callers;

/// <summary>Whom the program believes, when it stands behind a proxy.</summary>
[Collection<StartedProgram>]
public sealed class ProxiedSiteTests(ProxiedSite proxied) : IClassFixture<ProxiedSite>
{
    private const string Client = "X-PortScanner-Client: ";
    private const string Misconfigured = "This service is misconfigured";

    private readonly RunningSite _site = proxied.Site;

    // The lines of each request's headers.
    public static TheoryData<string> Forgeries =>
    [
        .. new string[][]
        {
            [],
            [ProxiedSite.SecretLine],
            [Client + "192.0.2.7"],
            [Client + "192.0.2.7", "X-PortScanner-Secret: wrong"],
            [Client + "192.0.2.7", ProxiedSite.SecretLine, ProxiedSite.SecretLine],
            ProxiedSite.For("192.0.2.7", Client + "192.0.2.8"),
            ProxiedSite.For("192.0.2.7, 192.0.2.8"),
            ProxiedSite.For("::ffff:192.0.2.7"),
            ProxiedSite.For("::ffff:c000:207"),
            ProxiedSite.For("010.0.0.1"),
            ProxiedSite.For("16909060"),
            ProxiedSite.For("192.0.2.7:4711"),
            ProxiedSite.For("[2001:db8::7]:4711"),
            ProxiedSite.For("fe80::1%lo"),
            ProxiedSite.For("unknown"),
            ["X-Forwarded-For: 192.0.2.7", ProxiedSite.SecretLine],
            ["X-Real-IP: 192.0.2.7", ProxiedSite.SecretLine],
            ["Forwarded: for=192.0.2.7", ProxiedSite.SecretLine],
        }.Select(lines => string.Join('\n', lines)),
    ];

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7:4711")]
    public async Task Visitor_is_whom_the_proxy_names_whatever_else_the_request_says(string visitor)
    {
        using var proxy = _site.From();
        string[] claims = ["X-Forwarded-For: 192.0.2.66", "X-Real-IP: 192.0.2.66", "Forwarded: for=192.0.2.66", "Via: 1.1 192.0.2.66"];
        Assert.Equal($"{visitor}\n", (await proxy.GetAsync("/ip", ProxiedSite.For(visitor, claims))).Body);
        Assert.Contains(visitor, (await proxy.GetAsync("/", ProxiedSite.For(visitor, claims))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Request_that_proves_nobody_is_answered_nothing_but_that(string lines)
    {
        var headers = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var proxy = _site.From();
        foreach (var path in (string[])["/", "/ip", "/about", "/help", "/nothing"])
        {
            AssertMisconfigured(await proxy.GetAsync(path, headers));
        }

        AssertMisconfigured(await proxy.ScanAsync("consent=yes&ports=1&icmp=no", headers));
        AssertMisconfigured(await proxy.SendAsync("POST", "/api/scans", Caller.Form("consent=yes&ports=1&icmp=no"), headers));
    }

    [Theory]
    [InlineData("Accept: text/html", "text/html", "misconfigured")]
    [InlineData("Accept: text/plain", "text/plain", "misconfigured")]
    [InlineData("Accept: application/json", "application/problem+json", "misconfigured")]
    [InlineData("Accept-Language: de", "text/plain", "falsch eingerichtet")]
    [InlineData("Accept-Language: fr", "text/plain", "mal configuré")]
    [InlineData("Accept-Language: es", "text/plain", "mal configurado")]
    public async Task Refusal_is_told_in_the_format_and_language_of_who_asks(string header, string mediaType, string words)
    {
        using var proxy = _site.From();
        var answer = await proxy.GetAsync("/", header);
        Assert.Equal((503, mediaType), (answer.Status, answer.MediaType));
        Assert.Contains(words, answer.Body, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Refusal_of_a_form_is_told_in_the_forms_own_format_and_language()
    {
        using var proxy = _site.From();
        var answer = await proxy.ScanAsync("consent=yes&format=json&lang=de");
        Assert.Equal((503, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal("Dieser Dienst ist falsch eingerichtet", answer.Json.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Connection_past_the_proxy_is_refused_even_with_all_that_the_proxy_sends()
    {
        using var stranger = _site.From("127.0.0.2");
        var answer = await stranger.GetAsync("/ip", ProxiedSite.For("192.0.2.7"));
        Assert.Equal(403, answer.Status);
        Assert.StartsWith("This way is for the site's own proxy", answer.Body, StringComparison.Ordinal);
        Assert.Equal(403, (await stranger.ScanAsync("consent=yes&ports=1", ProxiedSite.For("192.0.2.7"))).Status);
    }

    [Fact]
    public async Task Health_needs_no_proof() => Assert.Equal(200, (await _site.From("127.0.0.2").GetAsync("/healthz")).Status);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData(ProxiedSite.OtherProxy)]
    [InlineData("2002:c000:207::1")]
    [InlineData("::1")]
    public async Task Address_of_a_proxy_or_of_nobody_is_never_tested(string visitor)
    {
        using var proxy = _site.From();
        var answer = await proxy.ScanAsync("consent=yes&ports=1&icmp=no", ProxiedSite.For(visitor));
        Assert.Equal(403, answer.Status);
        Assert.StartsWith("Your address cannot be tested", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_begin_as_visitors_reach_the_proxy()
    {
        using var proxy = _site.From();
        var page = await proxy.GetAsync("/", ProxiedSite.For("192.0.2.7", "Host: scan.example.org"));
        Assert.Contains("https://scan.example.org/scan", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://scan.example.org", 400)] // what is wrong is the form, which lacks the consent
    [InlineData("https://evil.example", 403)]
    public async Task Page_of_another_site_starts_nothing(string origin, int status)
    {
        using var proxy = _site.From();
        var answer = await proxy.ScanAsync("ports=1", ProxiedSite.For("192.0.2.7", "Host: scan.example.org", $"Origin: {origin}"));
        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("scan.example.org", 200)]
    [InlineData("SCAN.example.org:443", 200)]
    [InlineData("scan.example.org.evil.example", 400)]
    [InlineData("evil.scan.example.org", 400)]
    [InlineData("scan.example.org.", 200)]
    [InlineData("scan.example.org.:443", 200)]
    [InlineData("scan.example.org..", 400)]
    [InlineData("evil.example.", 400)]
    [InlineData("192.0.2.1", 400)]
    public async Task Host_must_be_one_of_the_allowed_exactly(string host, int status)
    {
        using var proxy = _site.From();
        Assert.Equal(status, (await proxy.GetAsync("/ip", ProxiedSite.For("192.0.2.7", $"Host: {host}"))).Status);
    }

    [Theory]
    [InlineData("GET /ip HTTP/1.0\r\n\r\n")]
    [InlineData("GET /ip HTTP/1.1\r\nHost:\r\n\r\n")]
    public async Task Request_without_a_host_is_refused(string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _site.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new byte[12];
        await socket.ReceiveAsync(answer, TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 400", System.Text.Encoding.ASCII.GetString(answer));
    }

    [Fact]
    public async Task Users_connection_over_the_socket_is_a_proxys()
    {
        using var proxy = SocketCaller(proxied.SocketFile);
        Assert.Equal("192.0.2.7\n", await proxy.GetStringAsync(new Uri("/ip", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_users_connection_over_the_socket_is_refused()
    {
        RawSockets.Require();
        var folder = Directory.CreateTempSubdirectory("portscanner-tests-");
        var file = Path.Combine(folder.FullName, "web.sock");
        await using (await RunningSite.StartWithSocketAsync(
            file, "--Admission:AllowLoopback=false", "--Forwarding:SocketUser=4711", ProxiedSite.Names, "--Engine:SourcePorts=61600-61799"))
        {
            using var stranger = SocketCaller(file);
            using var answer = await stranger.GetAsync(new Uri("/ip", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Log_says_what_is_wrong_once_and_without_anything_that_a_request_brought()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync(
            "--Admission:AllowLoopback=false", "--Forwarding:Proxies:0=127.0.0.1", $"--Forwarding:Secret={ProxiedSite.Secret}", "--Engine:SourcePorts=61800-61999",
            "--Serilog:MinimumLevel:Default=Verbose", ProxiedSite.Names);
        using var proxy = site.From();
        for (var i = 0; i < 20; i++)
        {
            await proxy.GetAsync("/ip", ProxiedSite.For("198.51.100.77, 198.51.100.78"));
            await proxy.GetAsync("/ip", Client + "198.51.100.77", "X-PortScanner-Secret: canary-wrong");
        }

        site.Process.AskToStop();
        Assert.NotNull(site.Process.WaitForExit());
        var written = site.Process.Written;
        Assert.Single(Occurrences(written, "The header Forwarding:Header holds a list. Let the proxy set it rather than add to it"));
        Assert.Single(Occurrences(written, "The header X-PortScanner-Secret is not what Forwarding:Secret is"));
        Assert.Single(Occurrences(written, "38 more within a minute of: Refused, as nothing proves who asks."));
        Assert.DoesNotContain("198.51.100", written, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", written, StringComparison.Ordinal);
    }

    private static void AssertMisconfigured(Answer answer)
    {
        Assert.Equal(503, answer.Status);
        Assert.Contains(Misconfigured, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0", answer.Body, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Occurrences(string text, string words) => text.Split('\n').Where(line => line.Contains(words, StringComparison.Ordinal));

    private static HttpClient SocketCaller(string file)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(file), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://scan.example.org"),
        };
        foreach (var line in ProxiedSite.For("192.0.2.7"))
        {
            var parts = line.Split(": ", 2);
            client.DefaultRequestHeaders.Add(parts[0], parts[1]);
        }

        return client;
    }
}
