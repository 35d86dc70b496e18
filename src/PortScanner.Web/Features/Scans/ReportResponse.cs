using PortScanner.Core.Catalogue;
using PortScanner.Core.Reports;
using PortScanner.Core.Results;
using PortScanner.Core.Scanning;
using PortScanner.Storage;

namespace PortScanner.Web.Features.Scans;

/// <summary>Writes one scan's report to one response, out of the store, as the results come in.</summary>
internal sealed class ReportResponse : IDisposable
{
    // How often the store is asked. A person does not see 50 ms, and 20 small reads a second are nothing to a database.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private const string EndedEarly = "The tester had to stop before every port was decided.";

    private readonly HttpResponse _response;
    private readonly IScanStore _store;
    private readonly TimeProvider _timeProvider;
    private readonly ScanRequest _request;
    private readonly ReportHeader _header;
    private readonly Dictionary<Probe, ProbeResult> _latest = [];
    private readonly ResponseText _output;
    private readonly IReportWriter _writer;

    /// <summary>Prepares a response.</summary>
    public ReportResponse(HttpResponse response, IScanStore store, TimeProvider timeProvider, ScanRequest request, ReportHeader header)
    {
        _response = response;
        _store = store;
        _timeProvider = timeProvider;
        _request = request;
        _header = header;
        _output = new ResponseText(response.BodyWriter) { NewLine = "\n" };
        _writer = request.Format.Begin(_output, header);
    }

    /// <summary>Follows a scan to its end.</summary>
    /// <param name="key">The scan.</param>
    /// <param name="cancellationToken">The reader is gone.</param>
    public async Task WriteAsync(ScanKey key, CancellationToken cancellationToken)
    {
        _response.ContentType = $"{_request.Format.MediaType}; charset=utf-8";
        _response.Headers["X-Accel-Buffering"] = "no";
        if (_request.Format.IsStreamed)
        {
            await FlushAsync(cancellationToken);
        }

        var outcome = await FollowAsync(key, cancellationToken);
        var report = Report(outcome);
        if (_request.IsStrict && report.Pass == false)
        {
            _response.StatusCode = StatusCodes.Status409Conflict;
        }

        // What is written before the response has started is gathered apart, and copied then.
        await _response.StartAsync(cancellationToken);
        _writer.End(report);

        // All is sent but the end of the response: that waits until the scan is deleted, as who has read to the end may ask anew at once.
        await FlushAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _output.Dispose();

    private async Task<ScanOutcome> FollowAsync(ScanKey key, CancellationToken cancellationToken)
    {
        var sequence = 0L;
        while (true)
        {
            var page = await _store.ReadAsync(key, sequence, cancellationToken);
            if (page is null)
            {
                return ScanOutcome.Failed;
            }

            sequence = page.LastSequence;
            foreach (var result in page.Results)
            {
                _latest[result.Probe] = result;
                _writer.Row(Row(result));
            }

            _writer.Pause();
            if (page.Results.Count > 0 && _request.Format.IsStreamed)
            {
                await FlushAsync(cancellationToken);
            }

            if (page.Outcome != ScanOutcome.Running)
            {
                return page.Outcome;
            }

            await Task.Delay(PollInterval, _timeProvider, cancellationToken);
        }
    }

    private ScanReport Report(ScanOutcome outcome)
    {
        var results = _header.Plan.Probes.Select(ResultOf).ToList();
        var expectation = _request.Expectation?.Evaluate(results);
        return new ScanReport(
            _header,
            [.. results.Concat(FirewallResults()).Select(Row)],
            _timeProvider.GetUtcNow() - _header.StartedAt,
            expectation is null ? null : new ExpectVerdict(_header.Expect!, expectation.Pass, expectation.Differences),
            outcome == ScanOutcome.Completed ? null : EndedEarly);
    }

    // The firewall tests are no part of the plan, as their ports are chosen by what was found, and an expectation is not about them.
    private IEnumerable<ProbeResult> FirewallResults() => _latest.Values
        .Where(result => result.Probe.Kind.Info().TestsFirewall)
        .OrderBy(result => result.Probe.Port)
        .ThenBy(result => result.Probe.Kind)
        .Select(result => ResultOf(result.Probe));

    private ProbeResult ResultOf(Probe probe) =>
        _latest.TryGetValue(probe, out var result) && !result.Remarks.HasFlag(Remarks.Provisional)
            ? result
            : new ProbeResult(probe, PortState.Unknown, Reason.ScanEnded, null, null, null, 0);

    private static ReportRow Row(ProbeResult result)
    {
        var entry = result.Probe.Port is { } port ? ServiceCatalogue.Default.Find(result.Probe.Protocol, port) : null;
        return new ReportRow(result, new ServiceInfo(entry?.Service, entry?.Risk));
    }

    private async Task FlushAsync(CancellationToken cancellationToken) => await _response.BodyWriter.FlushAsync(cancellationToken);
}
