using PortScanner.Reports;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Live;

/// <summary>The requests under <c>/api/scans</c>.</summary>
internal sealed class LiveEndpoint(
    LiveScans scans,
    IScansElsewhere elsewhere,
    ScanStarter starter,
    VisitorConnections connections,
    IScanStore store,
    TimeProvider timeProvider,
    IHostApplicationLifetime lifetime)
{
    /// <summary>Begins a scan of the caller's own address, as <c>POST /scan</c> does, and tells where it can be followed.</summary>
    public async Task<IResult> CreateAsync(HttpContext context)
    {
        ReaderKind.Remember(context, ReportFormats.Json);
        var (scan, problem) = await starter.TryStartAsync(context, ReportFormats.Json, ScanRequest.Read, CancellationToken.None);
        if (scan is null)
        {
            return new ProblemResult(problem!);
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            // The page was left while its scan began: nobody will ever learn the scan's name.
            await scan.DisposeAsync();
            return Results.Empty;
        }

        var live = new LiveScan(scan, scans, store, timeProvider);
        scan.StaysFor = () => live.StaysFor;
        scans.Add(live);
        return Results.Created(LiveScanDocument.PathOf(live), LiveScanDocument.Of(live));
    }

    /// <summary>Tells where a scan can be followed.</summary>
    public async Task<IResult> DescribeAsync(HttpContext context, string id) =>
        await FindAsync(id, context.RequestAborted) is { } live ? Results.Json(LiveScanDocument.Of(live)) : Gone(context);

    /// <summary>Follows a scan to its end, as server-sent events.</summary>
    public async Task FollowAsync(HttpContext context, string id)
    {
        if (await FindAsync(id, context.RequestAborted) is not { } live)
        {
            await Gone(context).ExecuteAsync(context);
            return;
        }

        var attachment = await live.TryAttachAsync(context.RequestAborted);
        await using var reader = attachment.Reader;
        if (reader is null)
        {
            await Refused(context, attachment).ExecuteAsync(context);
            return;
        }

        var lastEventId = LastEventId(context.Request);
        if (lastEventId == LiveEvents.EndId)
        {
            // "Clients will reconnect unless the connection is closed with 204".
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            reader.NoteEndSent();
            return;
        }

        reader.ListenTo(connections.Of(context, live.Scan.Header.Address));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopped);
        using var events = new LiveEvents(context.Response, live.Scan, reader.Results, timeProvider);
        if (await events.WriteAsync(lastEventId, end.Token))
        {
            reader.NoteEndSent();
        }
    }

    /// <summary>Writes a report of a scan; one that goes on is followed to its end.</summary>
    public async Task ReportAsync(HttpContext context, string id, string? format)
    {
        if (await FindAsync(id, context.RequestAborted) is not { } live)
        {
            await Gone(context).ExecuteAsync(context);
            return;
        }

        if (ReportFormats.Find(format ?? ReportFormats.Json.Name) is not { } known)
        {
            ReaderKind.Remember(context, ReportFormats.Json);
            await new ProblemResult(Problem.UnknownFormat()).ExecuteAsync(context);
            return;
        }

        var attachment = await live.TryAttachAsync(context.RequestAborted);
        await using var reader = attachment.Reader;
        if (reader is null)
        {
            await Refused(context, attachment).ExecuteAsync(context);
            return;
        }

        var scan = live.Scan;
        reader.ListenTo(connections.Of(context, scan.Header.Address));
        using var report = new ReportResponse(context.Response, reader.Results, timeProvider, scan.Request with { Format = known }, scan.Header)
        {
            EndedAt = () => scan.EndedAt,
            Seed = () => scan.Seed,
            Others = () => scan.Others,
            Progress = scan.Progress,
            Changes = scan.Changes,
        };
        await report.WriteAsync(scan.Key, context.RequestAborted);
    }

    /// <summary>Notes that the visitor is there, as only the scanned address can show.</summary>
    public async Task<IResult> NoteAliveAsync(HttpContext context, string id, string sign)
    {
        ReaderKind.Remember(context, ReportFormats.Json);
        if (CrossSiteGuard.IsFromElsewhere(context.Request))
        {
            return new ProblemResult(Problem.CrossSite());
        }

        if (await FindAsync(id, context.RequestAborted) is not { } live)
        {
            return Gone(context);
        }

        if (CallerAddress.Of(context) is { } caller && caller.Value.Equals(live.Scan.Header.Address))
        {
            await live.NoteAliveAsync(sign);
        }

        return Results.NoContent();
    }

    /// <summary>Stops a scan and deletes it.</summary>
    public async Task<IResult> EndAsync(HttpContext context, string id)
    {
        ReaderKind.Remember(context, ReportFormats.Json);
        if (CrossSiteGuard.IsFromElsewhere(context.Request))
        {
            return new ProblemResult(Problem.CrossSite());
        }

        // A page that is being closed waits for no answer.
        return await FindAsync(id, CancellationToken.None) is { } live && await live.EndAsync() ? Results.NoContent() : Gone(context);
    }

    // Behind one name a request may come to any node: what is not here may be on the one whose number the name has.
    private async Task<ILiveScan?> FindAsync(string id, CancellationToken cancellationToken) => scans.Find(id)
        ?? (ScanKey.TryParseToken(id, out var key) ? await elsewhere.FindAsync(key, cancellationToken) : null);

    private static ProblemResult Gone(HttpContext context) => Refuse(context, Problem.ScanGone());

    private static ProblemResult Refused(HttpContext context, Attachment attachment) =>
        Refuse(context, attachment.IsGone ? Problem.ScanGone() : Problem.TooManyReaders(LiveScan.MaximumReaders));

    private static ProblemResult Refuse(HttpContext context, Problem problem)
    {
        ReaderKind.Remember(context, ReportFormats.Json);
        return new ProblemResult(problem);
    }

    // A browser sends the header when it connects again by itself; a page that does so in its stead cannot, and names the event in the query.
    private static string LastEventId(HttpRequest request) =>
        request.Headers.TryGetValue("Last-Event-ID", out var header) ? header.ToString() : request.Query["after"].ToString();
}
