using System.Globalization;
using System.Text;

using PortScanner.Core.Reports.Data;
using PortScanner.Core.Results;
using PortScanner.Storage;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Live;

/// <summary>
/// Writes one scan as server-sent events (WHATWG HTML, section 9.2), out of the store: <c>plan</c>, then <c>rows</c> and <c>progress</c> as
/// they come, then <c>end</c>; or <c>gone</c>, if the scan was deleted meanwhile; <c>alive</c> where there is nothing else to say. The id of
/// an event is the sequence number up to which all rows were sent, so that a reader who lost the connection goes on behind it.
/// </summary>
internal sealed class LiveEvents(HttpResponse response, StartedScan scan, IScanStore store, TimeProvider timeProvider)
{
    /// <summary>The id of the last event: who has read it needs nothing more.</summary>
    public const string EndId = "end";

    /// <summary>
    /// How long at most nothing is written. It is an event and no comment, which a browser keeps from scripts: a page on a connection that
    /// swallows everything learns from its absence alone that it is cut off.
    /// </summary>
    // Twice and a half fit into the time after which the server misses a reader (LiveScan): the page is back before. Proxies close what is
    // silent for a minute or less.
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    // As in ReportResponse.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // A page of rows is one moment of the store, but an event is held in memory as a whole by whoever reads.
    private const int RowsPerEvent = 1000;

    private readonly LiveProgress _progress = new(scan, timeProvider);
    private readonly StringBuilder _text = new();
    private long _writtenAt;

    /// <summary>Writes the events behind one that the reader has.</summary>
    /// <param name="lastEventId">The id of that event; empty for a new reader.</param>
    /// <param name="cancellationToken">The reader is gone.</param>
    /// <returns>Whether the reader knows of the scan's end.</returns>
    public async Task<bool> WriteAsync(string lastEventId, CancellationToken cancellationToken)
    {
        if (lastEventId == EndId)
        {
            // "Clients will reconnect unless the connection is closed with 204".
            response.StatusCode = StatusCodes.Status204NoContent;
            return true;
        }

        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        Event("plan", null, LiveJson.Plan(scan.Header));
        await FlushAsync(cancellationToken);
        _ = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence);
        while (await store.ReadAsync(scan.Key, sequence, cancellationToken) is { } page)
        {
            sequence = page.LastSequence;
            Rows(page);
            if (page.Outcome != ScanOutcome.Running && !scan.IsGivenUp)
            {
                await EndAsync(page.Outcome, cancellationToken);
                return true;
            }

            if (_progress.Next() is { } progress)
            {
                Event("progress", null, progress);
            }
            else if (_text.Length == 0 && timeProvider.GetElapsedTime(_writtenAt) >= Heartbeat)
            {
                Event("alive", null, "{}");
            }

            await FlushAsync(cancellationToken);
            await Task.Delay(PollInterval, timeProvider, cancellationToken);
        }

        Event("gone", null, "{}");
        await FlushAsync(cancellationToken);
        return false;
    }

    private void Rows(ScanPage page)
    {
        for (var first = 0; first < page.Results.Count; first += RowsPerEvent)
        {
            // The last of them alone bears the id: a connection that breaks between two begins again with the first.
            var isLast = first + RowsPerEvent >= page.Results.Count;
            Event("rows", isLast ? page.LastSequence.ToString(CultureInfo.InvariantCulture) : null, LiveJson.Rows(page.Results.Skip(first).Take(RowsPerEvent)));
        }
    }

    private async Task EndAsync(ScanOutcome outcome, CancellationToken cancellationToken)
    {
        var results = new GatheredResults(scan.Header, scan.Request.Expectation);
        var all = await store.ReadAsync(scan.Key, 0, cancellationToken);
        foreach (var result in all?.Results ?? [])
        {
            results.Add(result);
        }

        Event("end", EndId, FindingsJson.Write(results.Report(outcome, scan.EndedAt)));
        await FlushAsync(cancellationToken);
    }

    private void Event(string name, string? id, string data)
    {
        _text.Append("event: ").Append(name).Append('\n');
        if (id is not null)
        {
            _text.Append("id: ").Append(id).Append('\n');
        }

        _text.Append("data: ").Append(data).Append("\n\n");
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_text.Length > 0)
        {
            _writtenAt = timeProvider.GetTimestamp();
            Encoding.UTF8.GetBytes(_text.ToString(), response.BodyWriter);
            _text.Clear();
            await ReaderPatience.FlushAsync(response, timeProvider, cancellationToken);
        }
    }
}
