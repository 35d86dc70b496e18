using System.Globalization;
using System.Net;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

using PortScanner.Web.Hosting.Framework;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

public sealed class SendBufferTests
{
    // Linux takes twice what it is told, for its own bookkeeping (socket(7), SO_SNDBUF).
    private const int Most = 2 * 128 * 1024;

    [Fact]
    public async Task Kernel_holds_only_so_much_for_a_reader()
    {
        var port = RunningSite.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.AddKestrelLimits();
        await using var app = builder.Build();
        app.MapGet("/", (HttpContext context) => $"{context.Features.Get<IConnectionSocketFeature>()!.Socket.SendBufferSize}");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var caller = new Caller(new Uri($"http://127.0.0.1:{port}"), IPAddress.Loopback);

        Assert.InRange(int.Parse((await caller.GetAsync("/")).Body, CultureInfo.InvariantCulture), 1, Most);
    }
}
