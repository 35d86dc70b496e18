using System.Globalization;

using PortScanner.Core.Expectations;
using PortScanner.Reports.Data;
using PortScanner.Storage;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Live;

/// <summary>
/// Writes one scan as server-sent events (WHATWG HTML, section 9.2), out of the store: <c>plan</c>, then <c>rows</c> and <c>progress</c> as
/// they come, <c>settled</c> once nothing more can turn out open while the scan goes on, then <c>end</c>; or <c>gone</c>, if the scan was deleted meanwhile; and <c>alive</c> all the time, with what shows that the reader
/// is there once he sends it back (<see cref="VisitorSigns"/>). The id of an event is the sequence number up to which all rows were sent, so that a reader who lost the connection goes on behind it.
/// </summary>
internal sealed class LiveEvents(HttpResponse response, IReadScan scan, IScanReader store, TimeProvider timeProvider) : IDisposable
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

    // Twice and more fits into the timeout with a visitor who is not seen.
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(2);

    // A page of rows is one moment of the store, but an event is held in memory as a whole by whoever reads.
    private const int RowsPerEvent = 1000;

    private readonly LiveProgress _progress = new(scan, timeProvider);
    private readonly ResponseText _output = new(response, timeProvider) { NewLine = "\n" };
    private long _askedAt;
    private bool _isSettledTold;

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    /// <summary>Writes the events behind one that the reader has.</summary>
    /// <param name="lastEventId">The id of that event, which is not the last of all; empty for a new reader.</param>
    /// <param name="cancellationToken">The reader is gone.</param>
    /// <returns>Whether the reader knows of the scan's end.</returns>
    public async Task<bool> WriteAsync(string lastEventId, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        await EventAsync("plan", null, LiveJson.Plan(scan.Header), cancellationToken);
        await AskAsync(cancellationToken);
        await _output.SendAsync(cancellationToken);
        _ = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence);
        var reading = new ScanReading(store, scan.Key, scan.Changes, sequence, timeProvider);
        while (await reading.NextAsync(cancellationToken) is { } page)
        {
            await RowsAsync(page, cancellationToken);
            if (page.Outcome != ScanOutcome.Running && !scan.IsGivenUp)
            {
                await EndAsync(page.Outcome, cancellationToken);
                return true;
            }

            await SettledAsync(cancellationToken);
            if (_progress.Next() is { } progress)
            {
                await EventAsync("progress", null, progress, cancellationToken);
            }

            if (timeProvider.GetElapsedTime(_askedAt) >= AskInterval)
            {
                await AskAsync(cancellationToken);
            }

            await _output.SendAsync(cancellationToken);
        }

        await EventAsync("gone", null, "{}", cancellationToken);
        await _output.SendAsync(cancellationToken);
        return false;
    }

    private async Task RowsAsync(ScanPage page, CancellationToken cancellationToken)
    {
        for (var first = 0; first < page.Results.Count; first += RowsPerEvent)
        {
            // The last of them alone bears the id: a connection that breaks between two begins again with the first.
            var isLast = first + RowsPerEvent >= page.Results.Count;
            var id = isLast ? page.LastSequence.ToString(CultureInfo.InvariantCulture) : null;
            await EventAsync("rows", id, LiveJson.Rows(page.Results.Skip(first).Take(RowsPerEvent)), cancellationToken);
        }
    }

    // A reader who lost the connection is told once more.
    private async Task SettledAsync(CancellationToken cancellationToken)
    {
        if (_isSettledTold || !scan.Changes.IsSettledOf(scan.Age) || await store.ReadAsync(scan.Key, 0, cancellationToken) is not { } all)
        {
            return;
        }

        _isSettledTold = true;
        var results = new GatheredResults(scan.Header, scan.Request.Expectation);
        foreach (var result in all.Results)
        {
            results.Add(result);
        }

        await EventAsync("settled", null, FindingsJson.Write(results.Settled(scan.Changes.SettledAfter!.Value)), cancellationToken);
    }

    private async Task EndAsync(ScanOutcome outcome, CancellationToken cancellationToken)
    {
        await EventAsync("end", EndId, Findings(outcome, await store.ReadAsync(scan.Key, 0, cancellationToken)), cancellationToken);
        await _output.SendAsync(cancellationToken);
    }

    // Not where the reader is waited for: what a report of all ports is made of takes as much memory again.
    private string Findings(ScanOutcome outcome, ScanPage? all)
    {
        var results = new GatheredResults(scan.Header, scan.Request.Expectation);
        foreach (var result in all?.Results ?? [])
        {
            results.Add(result);
        }

        return FindingsJson.Write(results.Report(outcome, scan.EndedAt, scan.Changes.SettledAfter, scan.Seed, scan.Others));
    }

    private Task AskAsync(CancellationToken cancellationToken)
    {
        _askedAt = timeProvider.GetTimestamp();
        return EventAsync("alive", null, $"{{\"sign\":\"{scan.AskSign()}\"}}", cancellationToken);
    }

    private async Task EventAsync(string name, string? id, string data, CancellationToken cancellationToken)
    {
        await _output.WriteInPiecesAsync(id is null ? $"event: {name}\ndata: " : $"event: {name}\nid: {id}\ndata: ", cancellationToken);
        await _output.WriteInPiecesAsync(data, cancellationToken);
        await _output.WriteInPiecesAsync("\n\n", cancellationToken);
    }
}
