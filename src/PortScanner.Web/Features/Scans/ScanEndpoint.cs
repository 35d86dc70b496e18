using PortScanner.Core.Reports;
using PortScanner.Storage;
using PortScanner.Web.Features.Negotiation;
using PortScanner.Web.Features.Refusals;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// <c>POST /scan</c>: begins a scan (<see cref="ScanStarter"/>) and writes its report as results come in. However it ends, sending stops,
/// and the scan is deleted.
/// </summary>
internal sealed class ScanEndpoint(ScanStarter starter, IScanStore store, TimeProvider timeProvider)
{
    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var acceptedFormat = AcceptHeader.Choose(context.Request, ReportFormats.Text);
        var (scan, refusal) = await starter.TryStartAsync(context, acceptedFormat, context.RequestAborted);
        if (scan is null)
        {
            await new RefusalResult(refusal!).ExecuteAsync(context);
            return;
        }

        await using (scan)
        {
            using var report = new ReportResponse(context.Response, store, timeProvider, scan.Request, scan.Header);
            await report.WriteAsync(scan.Key, context.RequestAborted);
        }
    }
}
