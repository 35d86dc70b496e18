using System.Globalization;
using System.Net;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

using PortScanner.Web.Hosting.Framework;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

/// <summary>What a browser brings along that is not meant for this site, such as cookies for the whole domain, keeps nobody out.</summary>
[Collection<SharedSiteTests>]
public sealed class RequestHeadersTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    [Theory]
    [InlineData(1, 30_000, 200)]
    [InlineData(180, 150, 200)]
    [InlineData(60, 1000, 431)]
    public async Task Headers_are_bounded_by_their_bytes(int cookies, int length, int status) =>
        Assert.Equal(status, (await RawRequest.SendAsync(_site, Request(cookies, length))).Status);

    // Over HTTP/2 browsers send each cookie as a header of its own (RFC 9113 section 8.2.3).
    [Theory]
    [InlineData(180, 150, "200")]
    [InlineData(900, 1, "200")]
    [InlineData(60, 1000, "431")]
    public async Task Headers_over_HTTP_2_are_bounded_by_their_bytes(int cookies, int length, string status)
    {
        Assert.SkipUnless(Tool.IsInstalled("curl"), "curl is not installed.");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            KestrelLimits.Apply(kestrel.Limits);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        await using var server = builder.Build();
        server.Run(context => Task.CompletedTask);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var headers = Enumerable.Range(0, cookies).SelectMany(i => (string[])["-H", Cookie(i, length)]);
        Assert.Equal($"2 {status}", await Tool.RunAsync(
            "curl", ["-s", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", "--http2-prior-knowledge", .. headers, $"{server.Urls.Single()}/"]));
    }

    private static string Request(int cookies, int length) =>
        $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{string.Concat(Enumerable.Range(0, cookies).Select(i => $"{Cookie(i, length)}\r\n"))}\r\n";

    private static string Cookie(int i, int length) => string.Create(CultureInfo.InvariantCulture, $"Cookie: {i}={new string('a', length)}");
}
