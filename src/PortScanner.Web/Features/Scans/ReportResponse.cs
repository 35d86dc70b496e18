using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Engine.Contract;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Negotiation;

namespace PortScanner.Web.Features.Scans;

/// <summary>Writes one scan's report to one response, out of the store, as the results come in.</summary>
internal sealed class ReportResponse : IDisposable
{
    // What the reader acknowledges shows that he is there, so that something is written several times within the timeout with a visitor who
    // is not seen. What a finished format can write in the meantime may be no more than its opening, which so suffices for longer.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPauseOfFinished = TimeSpan.FromSeconds(2);

    // While packets leave, how what is written fares on the same path tells how they do, and nothing else does where nobody answers.
    private static readonly TimeSpan LongestPauseWhileSending = TimeSpan.FromMilliseconds(250);
    private const int MostWhileSendingOfFinished = 16;

    // Who reads a stream of dots wants to know how long it goes on.
    private static readonly TimeSpan ProgressPause = TimeSpan.FromSeconds(5);

    private readonly HttpResponse _response;
    private readonly IScanReader _store;
    private readonly TimeProvider _timeProvider;
    private readonly ScanRequest _request;
    private readonly GatheredResults _results;
    private readonly Language _language;
    private readonly Messages _messages;
    private readonly HashSet<ScanActivity> _told = [];
    private readonly DateTimeOffset _startedAt;
    private readonly ResponseText _output;
    private readonly IReportWriter _writer;
    private readonly bool _isStrict;
    private bool _isSettledTold;
    private long _toldAt;
    private long _sentBefore;
    private int _writtenWhileSending;

    /// <summary>Prepares a response.</summary>
    public ReportResponse(HttpResponse response, IScanReader store, TimeProvider timeProvider, ScanRequest request, ReportHeader header)
    {
        _response = response;
        _store = store;
        _timeProvider = timeProvider;
        _startedAt = header.StartedAt;
        _request = request;
        _isStrict = request.IsStrict && !request.Format.IsStreamed;
        _results = new GatheredResults(header, request.Expectation);
        _language = request.Format.IsForPeople ? header.Messages.Language : Languages.English.Language;
        _messages = header.Messages;
        _output = new ResponseText(response, timeProvider) { NewLine = "\n" };
        _writer = request.Format.Begin(_output, header);
    }

    /// <summary>When the scan was over; now, while it goes on, by a clock that nobody sets. Null if it took no time.</summary>
    public Func<DateTimeOffset>? EndedAt { get; init; }

    /// <summary>What the scan's order was drawn from, asked for once it is over; null where there was none.</summary>
    public Func<long?>? Seed { get; init; }

    /// <summary>From where else its packets came, asked for once it is over; null where that is nowhere.</summary>
    public Func<IReadOnlyList<OtherSource>>? Others { get; init; }

    private DateTimeOffset EndedAtOrStart => EndedAt?.Invoke() ?? _startedAt;

    /// <summary>How the scan gets on; null where nobody needs to be told.</summary>
    public ScanProgress? Progress { get; init; }

    /// <summary>What the scan's writer tells of it.</summary>
    public ScanChanges Changes { get; init; } = new();

    /// <summary>Follows a scan to its end.</summary>
    /// <param name="key">The scan.</param>
    /// <param name="cancellationToken">The reader is gone.</param>
    public async Task WriteAsync(ScanKey key, CancellationToken cancellationToken)
    {
        RequestLanguage.Announce(_response, _language);
        _response.ContentType = $"{_request.Format.MediaType}; charset=utf-8";
        _response.Headers["X-Accel-Buffering"] = "no";
        if (_request.Format.IsStreamed)
        {
            await _output.SendAsync(cancellationToken);
        }

        var outcome = await FollowAsync(key, cancellationToken);
        var report = _results.Report(outcome, EndedAtOrStart, Changes.SettledAfter, Seed?.Invoke(), Others?.Invoke() ?? []);
        if (_isStrict && report.Pass == false)
        {
            _response.StatusCode = StatusCodes.Status409Conflict;
        }

        // What is written before the response has started is gathered apart, and copied then.
        await _response.StartAsync(cancellationToken);
        foreach (var _ in _writer.End(report))
        {
            await _output.CatchUpAsync(cancellationToken);
        }

        // All is sent but the end of the response: that waits until the scan is deleted, as who has read to the end may ask anew at once.
        await _output.SendAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _output.Dispose();

    private async Task<ScanOutcome> FollowAsync(ScanKey key, CancellationToken cancellationToken)
    {
        _toldAt = _timeProvider.GetTimestamp();
        var reading = new ScanReading(_store, key, Changes, 0, _timeProvider);
        while (await reading.NextAsync(cancellationToken) is { } page)
        {
            foreach (var result in page.Results)
            {
                _results.Add(result);
                _writer.Row(GatheredResults.RowOf(result));
                if (_request.Format.IsStreamed)
                {
                    await _output.CatchUpAsync(cancellationToken);
                }
            }

            _writer.Pause();
            if (page.Outcome == ScanOutcome.Running)
            {
                WriteSettled();
                WriteActivity();
                WriteProgress();
            }

            if (_request.Format.IsStreamed)
            {
                await _output.SendAsync(cancellationToken);
            }

            if (page.Outcome != ScanOutcome.Running)
            {
                return page.Outcome;
            }

            await KeepAliveAsync(cancellationToken);
        }

        return ScanOutcome.Failed;
    }

    // A strict answer begins with a status that only the end of the scan tells.
    private async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        if (!_isStrict && _output.SinceSent >= LongestPauseNow())
        {
            await _response.StartAsync(cancellationToken);
            _writer.KeepAlive();
            await _output.SendAsync(cancellationToken);
        }
    }

    private TimeSpan LongestPauseNow()
    {
        var usual = _request.Format.IsStreamed ? LongestPause : LongestPauseOfFinished;
        if (_output.SinceSent < LongestPauseWhileSending || Progress?.PacketsSent is not { } sent || sent == _sentBefore)
        {
            return usual;
        }

        _sentBefore = sent;
        return _request.Format.IsStreamed || _writtenWhileSending++ < MostWhileSendingOfFinished ? LongestPauseWhileSending : usual;
    }

    private void WriteSettled()
    {
        if (!_isSettledTold && Changes.IsSettledOf(EndedAtOrStart - _startedAt) && _request.Format is { IsStreamed: true, IsForPeople: true })
        {
            _isSettledTold = true;
            _toldAt = _timeProvider.GetTimestamp();
            _writer.Waiting(VerdictMessages.Settled(_results.Settled(Changes.SettledAfter!.Value), _messages));
        }
    }

    // Each kind of waiting once: who reads a page of text cannot watch a number go down.
    private void WriteActivity()
    {
        if (Progress is { Activity: ScanActivity.AwaitingLimit or ScanActivity.OvercomingLoss or ScanActivity.AwaitingLateAnswers or ScanActivity.AwaitingTarget } progress
            && _told.Add(progress.Activity))
        {
            _writer.Waiting(ActivityMessages.Sentence(progress.Activity, progress.Undecided, _messages));
        }
    }

    private void WriteProgress()
    {
        if (Progress is not null && _timeProvider.GetElapsedTime(_toldAt) >= ProgressPause && _request.Format is { IsStreamed: true, IsForPeople: true }
            && ActivityMessages.Progress(Progress, _request.Plan.Probes.Count, _results.OpenCount, _messages) is { } sentence)
        {
            _toldAt = _timeProvider.GetTimestamp();
            _writer.Progress(sentence);
        }
    }
}
