using Microsoft.AspNetCore.Http.Features;

using PortScanner.Core.Payloads;
using PortScanner.Core.Reports;
using PortScanner.Core.Scanning;
using PortScanner.Core.Words;
using PortScanner.Engine;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Negotiation;
using PortScanner.Web.Features.Refusals;

namespace PortScanner.Web.Features.Scans;

/// <summary><c>POST /scan</c>: the whole way of one scan, from the request to the purge.</summary>
/// <remarks>
/// <list type="number">
/// <item>Another site's page, and a request that is no form, are refused.</item>
/// <item>The caller is who the connection comes from; Admission makes it a target, or refuses.</item>
/// <item>The form is read against the caller's address family, and becomes a plan.</item>
/// <item>The scan is registered, which keeps it the only one of its caller and within the cap.</item>
/// <item>The engine begins, and the report is written as results come in.</item>
/// <item>However it ends, sending stops, and the scan is deleted.</item>
/// </list>
/// </remarks>
internal sealed class ScanEndpoint(
    ScanAdmission admission,
    AdmissionSettings settings,
    UdpPayloads payloads,
    IScanEngine engine,
    ScanRunner runner,
    IScanStore store,
    TimeProvider timeProvider,
    IHostApplicationLifetime lifetime)
{
    // Past the plan's own time: the late window, and the last rows on their way.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(10);

    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var refusal = await TryHandleAsync(context);
        if (refusal is not null)
        {
            await new RefusalResult(refusal).ExecuteAsync(context);
        }
    }

    private async Task<Refusal?> TryHandleAsync(HttpContext context)
    {
        // 1
        var acceptedFormat = AcceptHeader.Choose(context.Request, ReportFormats.Text);
        if (CrossSiteGuard.IsFromElsewhere(context.Request))
        {
            return Refusal.CrossSite();
        }

        if (context.Request.QueryString.HasValue)
        {
            return Refusal.Body("Send what you choose as a form (curl -d profile=quick), not in the address, which others may log.");
        }

        var (form, unreadable) = await ReadFormAsync(context.Request);
        if (form is null)
        {
            return unreadable;
        }

        if (ReportFormats.Find(form["format"].ToString()) is { } named)
        {
            ReaderKind.Remember(context, named);
        }

        RequestLanguage.Remember(context, form[ReaderLanguage.Field]);

        // 2
        if (admission.TryAdmit(CallerAddress.Of(context.Connection), out var refusal) is not { } target)
        {
            return refusal;
        }

        // 3
        var request = ScanRequest.Read(form, target.Family, payloads, acceptedFormat, out var errors);
        return request is null ? Refusal.Input(errors) : await RegisterAsync(context, target, request);
    }

    private async Task<Refusal?> RegisterAsync(HttpContext context, ScanTarget target, ScanRequest request)
    {
        // 4
        var now = timeProvider.GetUtcNow();
        var key = ScanKey.Create();
        var scan = new NewScan(key, target.Address, now + request.Plan.TimeBudget + Grace, now + Lifetime);

        // Not cancelled with the request: a scan that was created at that very moment would stay, and lock its caller out.
        var creation = await store.TryCreateAsync(scan, CancellationToken.None);
        if (!creation.Created)
        {
            return Refusal.AlreadyRunning(TimeSpan.FromTicks(Math.Max((creation.LiveScanEndsBy - now).Ticks, TimeSpan.TicksPerSecond)));
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var running = Task.CompletedTask;
        try
        {
            if (await store.CountAsync(context.RequestAborted) > settings.MaximumLiveScans)
            {
                return Refusal.Busy(BusyWait);
            }

            // 5
            running = runner.Start(target, request.Plan, VisitorPath.Of(context.Features, target.Address), key, ending.Token);
            var header = new ReportHeader(target.Address, request.Plan, now, engine.SourceFor(target).ToString(), request.Expectation?.ToString(), RequestLanguage.Of(context.Request));
            using var report = new ReportResponse(context.Response, store, timeProvider, request, header);
            await report.WriteAsync(key, context.RequestAborted);
            return null;
        }
        catch (ScanRefusedException e)
        {
            return e.Refusal switch
            {
                ScanRefusal.AddressPolicy => Refusal.Address(e.Message),
                ScanRefusal.NoRoom or ScanRefusal.NoFreeSourcePort => Refusal.Busy(BusyWait),
                _ => Refusal.Unavailable(e.Message),
            };
        }
        finally
        {
            // 6
            await ending.CancelAsync();
            await running;
            await store.DeleteAsync(key.Id, CancellationToken.None);
        }
    }

    private static async Task<(IFormCollection? Form, Refusal? Refusal)> ReadFormAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return (null, Refusal.Body("Send a form, as browsers do, or: curl -sN -d consent=yes THIS-ADDRESS"));
        }

        try
        {
            return (await request.ReadFormAsync(new FormOptions { ValueCountLimit = 32 }), null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Refusal.TooLarge());
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException)
        {
            return (null, Refusal.Body("The form is cut short, too long, or not a form at all."));
        }
    }
}
