using PortScanner.Core.Evidence;
using PortScanner.Core.Results;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>
/// The moment from which on nothing more can turn out open (decision 35). What hides the manner of a "no", a limit on errors or a gateway that
/// answers late, hides no listener: a listener's answer is neither limited like errors nor late.
/// </content>
internal sealed partial class ProbeSchedule
{
    // Of a limit on questions to the second port nothing is known: who answered once may be asked this much oftener than silence is.
    private const int ExtraRoundsForSecondPort = 2;

    private int _deliveredAttempts;
    private long _settledTicks = -1;
    private NewAnswers _newsOfSettling;
    private TimeSpan? _settlingDue;
    private TimeSpan _settlingStart;

    /// <summary>
    /// When each probe was answered, or asked so often that a listener would have answered, since the scan began; null before. Set before the scan
    /// ends with it, so that whoever sees the end sees this, on any thread.
    /// </summary>
    public TimeSpan? SettledAt => Volatile.Read(ref _settledTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>How long the manner of a "no" is looked for once the scan is settled; null for as long as the plan's budget lasts.</summary>
    public TimeSpan? Wait { get; init; }

    private TimeSpan Deadline => SettledAt is { } settled && Wait is { } wait ? Min(_budget, settled + wait) : _budget;

    private bool AreAttemptsMade => Math.Min(_spaced.Count, _deliveredAttempts) >= RequiredAttempts();

    // A round for a scan that a limit holds up: whoever waited for its answers with no other question would let errors of the limit go by.
    private void AwaitSettling(TimeSpan now)
    {
        _settlingDue = _dueAt;
        _settlingStart = RoundStart;
        _newsOfSettling = default;
        _phase = Phase.Pacing;
        BeginCycle(now);
    }

    private void JudgeSettling(TimeSpan now)
    {
        TakeDecided();
        _settlingDue = null;
        if (HasCaptureLost() || HasPathFailedSince(_settlingStart))
        {
            _lateFrom = now;
            return;
        }

        _controls.CountReplies();
        _controls.AccumulateEvidence(_copies, _newsOfSettling);
        NoteAttempt(_settlingStart, _newsOfSettling);
        _ban.Look(_settlingStart, _controls, IsTargetThere);
        LookForLimit();
        if (_ban.IsRecognised)
        {
            Ending = BannedEnding();
        }
        else if (IsExposureProved(_newsOfSettling))
        {
            Settle(now);
        }
    }

    // An attempt counts for a listener only if something shows that the round's packets, or their answers, could pass.
    private void NoteAttempt(TimeSpan start, NewAnswers news)
    {
        var before = _spaced.Count;
        _spaced.Note(start, IsTroubled);
        if (_spaced.Count > before && IsDelivered(start, news))
        {
            _deliveredAttempts++;
        }
    }

    private bool IsDelivered(TimeSpan start, NewAnswers news) =>
        news.Count + _controls.Replies + _controls.AnsweredByIcmp > 0
        || (_path is null ? _answers.ProvedCount == 0 : _path.HasHeardSince(start));

    private bool IsExposureProved(NewAnswers news)
    {
        var required = RequiredAttempts();
        return _phase is Phase.AwaitingReplies or Phase.Pacing
            && news.Replies == 0
            && AreAttemptsMade
            && !AwaitsUnsent(required)
            && _controls.IsPathAlive
            && (!AreRepliesMissed || _controls.ChanceOfHiddenReply() < LossRule.AcceptedRisk)
            && (!_answers.IsAnyAwaitingSecond || _spaced.Count >= required + ExtraRoundsForSecondPort);
    }

    private void Settle(TimeSpan now)
    {
        if (SettledAt is null)
        {
            Volatile.Write(ref _settledTicks, now.Ticks);
        }
    }

    private ScanEnding ProvedEnding(TimeSpan now, int mostSendErrors = 0)
    {
        Settle(now);
        return new ScanEnding(null, mostSendErrors);
    }

    private ScanEnding UnprovedEnding(Reason doubt) => new(doubt, 0) { IsSettled = SettledAt is not null };
}
