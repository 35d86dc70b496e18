using System.Text;

using PortScanner.Storage;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// <c>POST /scan</c>: begins a scan (<see cref="ScanStarter"/>) and writes its report as results come in. However it ends, sending stops,
/// and the scan is deleted.
/// </summary>
internal sealed class ScanEndpoint(ScanStarter starter, IScanStore store, TimeProvider timeProvider, Visitors visitors, PageScripts scripts)
{
    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var acceptedFormat = ReaderKind.FormatOf(context.Request);
        var (scan, problem) = await starter.TryStartAsync(context, acceptedFormat, ScanRequest.Read, context.RequestAborted);
        if (scan is null)
        {
            await Answer(context, problem!).ExecuteAsync(context);
            return;
        }

        await WriteReportAsync(context, scan);
    }

    /// <summary>Writes the report of a scan that has begun, until it ends or the reader leaves, and deletes the scan.</summary>
    public async Task WriteReportAsync(HttpContext context, StartedScan scan)
    {
        await using (scan)
        {
            using var report = new ReportResponse(context.Response, store, timeProvider, scan.Request, scan.Header)
            {
                EndedAt = () => scan.EndedAt,
                Seed = () => scan.Seed,
                Others = () => scan.Others,
                Progress = scan.Progress,
                Changes = scan.Changes,
            };
            await report.WriteAsync(scan.Key, context.RequestAborted);
        }
    }

    // Who filled in the page's form gets it back as it was, with what is wrong beside each field.
    private IResult Answer(HttpContext context, Problem problem)
    {
        if (problem.Errors is not { } errors || ReaderKind.Of(context.Request) != Reader.Html)
        {
            return new ProblemResult(problem);
        }

        var language = RequestLanguage.Of(context.Request);
        var entry = new FormEntry(
            context.Request.Form.Where(field => FormEntry.Shown.Contains(field.Key, StringComparer.Ordinal))
                .ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal),
            errors.ToDictionary(error => error.Key, error => error.Value.Select(language.Messages.Format).ToArray(), StringComparer.Ordinal));
        RequestLanguage.Announce(context.Response, language.Messages.Language);
        return Results.Text(LandingHtml.Write(visitors.Of(context), language, scripts.Head, entry), "text/html", Encoding.UTF8, problem.Status);
    }
}
