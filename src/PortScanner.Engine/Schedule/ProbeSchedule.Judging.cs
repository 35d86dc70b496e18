using PortScanner.Core.Evidence;
using PortScanner.Core.Results;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>What a round proves, once its answers are in, and what follows from that: the end, the next round, or questions at the pace of a limit.</content>
internal sealed partial class ProbeSchedule
{
    private void Judge(TimeSpan now)
    {
        var loss = HasCaptureLost() ? Reason.CaptureLoss : IsUnheard || HasPathFailedSince(_passStart) ? LossOf(_passStart) : (Reason?)null;
        var news = TakeDecided();
        if (_phase == Phase.AwaitingReplies)
        {
            _controls.CountReplies();
            if (loss is null)
            {
                _controls.AccumulateEvidence(_copies, news);
                NoteAttempt(RoundStart, news);
                _ban.Look(RoundStart, _controls, IsTargetThere);
            }

            NotePace(news.Count);
            LookForLimit();
        }

        if (loss is not null)
        {
            // What was lost may have been late answers to the first round.
            _lateFrom = now;
        }

        if (_ban.IsRecognised)
        {
            Ending = BannedEnding();
            return;
        }

        var doubt = loss ?? Doubt(news);
        if (loss is null && doubt is not null && IsExposureProved(news))
        {
            Settle(now);
        }

        Continue(now, doubt, loss is not null);
    }

    private Reason LossOf(TimeSpan start) => _path?.IsTesterInDoubtSince(start) == true ? Reason.TesterPath : Reason.PacketLoss;

    private bool HasCaptureLost()
    {
        var losses = _capture.ReadLossCount();
        var hasLost = losses != _lossesBefore;
        _lossesBefore = losses;
        return hasLost;
    }

    private void NotePace(int news)
    {
        _fruitlessRounds = news > 0 ? 0 : _fruitlessRounds + 1;
        if (_rounds == 1)
        {
            return;
        }

        // The pace is that of errors, if any come; or else that of a host that limits its resets.
        var answers = news + (_outstanding.Errors > 0 ? _controls.AnsweredByIcmp : _controls.Replies);
        if (answers > 0)
        {
            _icmpRate.OnErrors(answers, _roundEnd);
        }
        else
        {
            _icmpRate.OnNoReplies(_roundEnd);
        }
    }

    private NewAnswers TakeDecided()
    {
        _decidedBefore = _answers.DecidedCount;
        var news = _outstanding.TakeDecided();
        _controls.Restart(news);
        _newsOfSettling += news;
        return news;
    }

    private void LookForLimit()
    {
        // Twice what the loss on the way explains.
        var signs = _outstanding.ErrorsAfterRetry + _controls.UnansweredByIcmp;
        var loss = LossRule.Estimate(_answers.Replies, _answers.RepliesAfterRetry);
        IsLimitRecognised |= signs >= LeastSigns && signs > 2 * loss * (_outstanding.Errors + _controls.UnansweredByIcmp);
    }

    private Reason? Doubt(NewAnswers news)
    {
        if (MayErrorsHide || (_outstanding.Errors > 0 && news.Count > 0))
        {
            return Reason.RateLimited;
        }

        var areRepliesProved = !AreRepliesMissed || _controls.ChanceOfHiding(true) < LossRule.AcceptedRisk;
        return news.Count > 0 || !_controls.IsPathAlive || !areRepliesProved ? Reason.PacketLoss : null;
    }

    private void Continue(TimeSpan now, Reason? doubt, bool wasLost)
    {
        var required = RequiredAttempts();
        if (doubt is null && _spaced.Count >= required && !AwaitsUnsent(required))
        {
            if (TryAskFromSecondSource(now))
            {
                return;
            }

            Settle(now);
            if (now >= LateUntil)
            {
                Ending = ProvedEnding(now, _spaced.Count - required);
            }
            else if (now >= Deadline)
            {
                Ending = UnprovedEnding(Reason.NotAwaited);
            }
            else
            {
                RestUntil(Min(LateUntil, Deadline), Phase.AwaitingLateAnswers);
            }
        }
        else if (now >= Deadline)
        {
            Ending = UnprovedEnding(doubt ?? Reason.PacketLoss);
        }
        else if (wasLost)
        {
            RestUntil(now + PauseAfterLoss, Phase.Resting);
        }
        else if (IsPacingOfUse())
        {
            _phase = Phase.Pacing;
            BeginCycle(now);
        }
        else
        {
            RestUntil(_spaced.NextDue, Phase.Resting);
        }
    }

    private void RestUntil(TimeSpan time, Phase phase)
    {
        _phase = phase;
        _dueAt = time;
    }

    private bool AwaitsUnsent(int required) =>
        _spaced.Count < required + ExtraRoundsForSendErrors && _outstanding.HaveSendErrorsBeyond(_spaced.Count - required);

    private int RequiredAttempts() =>
        LossRule.RequiredAttempts(_answers.Replies, _answers.RepliesAfterRetry) ?? LossRule.MaximumAttempts;
}
