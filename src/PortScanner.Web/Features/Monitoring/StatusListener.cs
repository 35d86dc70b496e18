using System.Net.Sockets;
using System.Text;

using PortScanner.Web.Features.Operator;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Http.Negotiation;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>
/// Serves <c>/status</c> and <c>/metrics</c> on <c>Operator:StatusListen</c>: a web server of its own, so that no fault of the other's paths, hosts or
/// proxies can show them to anybody else.
/// </summary>
internal sealed class StatusListener(OperatorSettings settings, ScanMeter meter, ILoggerFactory logs) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.StatusListen is not { } endpoint)
        {
            return;
        }

        // Empty, so that no setting of the program's own, such as its addresses, reaches it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint);
        });
        builder.Services.AddRoutingCore().AddSingleton(logs);
        _app = builder.Build();
        _app.Use((context, next) => LoopbackNames.Has(context.Request.Host) ? next(context) : RefuseAsync(context.Response));
        _app.MapGet("/status", (HttpContext context) => ReaderKind.Of(context.Request) == Reader.Html
            ? Results.Text(StatusPage.Html(meter), "text/html", Encoding.UTF8)
            : Results.Text(StatusPage.Text(meter), "text/plain", Encoding.UTF8));
        _app.MapGet("/metrics", () => Results.Text(StatusPage.Prometheus(meter), "text/plain; version=0.0.4", Encoding.UTF8));
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new ConfigurationException([$"Operator:StatusListen: it cannot listen on {endpoint}: {e.Message}"]);
        }
    }

    // RFC 9110 section 15.5.20: asked of a server that is not the one of that name.
    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync("Ask for this page as localhost, or by an address of loopback, such as 127.0.0.1.\n");
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
