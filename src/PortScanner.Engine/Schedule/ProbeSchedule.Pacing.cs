using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Sending;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>
/// The time between rounds where errors are limited or replies are lost: outstanding probes leave one by one, at the rate of the limit
/// (<see cref="IcmpRateEstimator"/>), until the next round is due.
/// </content>
internal sealed partial class ProbeSchedule
{
    // Who was asked so often in vain has no better claim than all others.
    private const int MostAttemptsOfOneClass = 40;

    // A class of few ports is asked several times in a cycle, or else the numbers of passes would be used up.
    private const int QuestionsOfACycle = 60;

    private readonly IcmpRateEstimator _icmpRate = new();

    // After the first round it is not known yet whether errors are limited; asking on at a moderate pace shows it.
    private bool IsPacingOfUse() => Interval is null && (_rounds == 1
        ? _outstanding.Errors > 0
        : IsTroubled && _controls.ChanceOfHiding(AreRepliesMissed) >= LossRule.AcceptedRisk);

    private void BeginCycle(TimeSpan now)
    {
        BeginPass(now);
        for (var exposure = ExposureClass.Severe; exposure <= ExposureClass.Other && _order.Count == 0; exposure++)
        {
            AddHeldBack(exposure, MostAttemptsOfOneClass);
            for (var turns = _order.Count > 0 ? QuestionsOfACycle / _order.Count : 0; turns > 1; turns--)
            {
                AddHeldBack(exposure, MostAttemptsOfOneClass);
            }
        }

        if (_order.Count == 0)
        {
            for (var exposure = ExposureClass.Severe; exposure <= ExposureClass.Other; exposure++)
            {
                AddHeldBack(exposure, int.MaxValue);
            }
        }

        if (_rotation?.AwaitsControls == true)
        {
            _order.AskFirst(_probes.ControlCount);
        }

        _dueAt = now;
    }

    // Those whose answers a limit may hold back, or loss.
    private void AddHeldBack(ExposureClass exposure, int mostAttempts)
    {
        var from = _order.Count;
        foreach (var index in _outstanding.Indexes)
        {
            if (_probes.ExposureOf(index) != exposure || _attempts.AttemptsOf(index) > mostAttempts || _answers.AwaitsSecond(index))
            {
                // What awaits a second reply was answered: no limit holds it back, and the reply that it awaits may be under way.
                continue;
            }

            var protocol = _probes[index].Protocol;
            if (_outstanding.HaveErrors(protocol) || (protocol == ProbeProtocol.Tcp && AreRepliesMissed))
            {
                _order.Add(index);
            }
        }

        _order.Shuffle(from);
    }

    private Send? NextPaced(TimeSpan now)
    {
        if (_answers.DecidedCount != _decidedBefore && TakeDecided() is { Count: > 0 and var news })
        {
            _icmpRate.OnErrors(news, now);
            LookForLimit();
            _fruitlessRounds = 0;
        }

        if (now >= Deadline)
        {
            // Loss would have been overcome long before; answers that come until the end are those of a limit.
            Ending = UnprovedEnding(MayErrorsHide || _fruitlessRounds == 0 ? Reason.RateLimited : Reason.PacketLoss);
        }
        else if (_settlingDue is { } due && now >= due && _capture.HasLookedSince(due))
        {
            JudgeSettling(now);
        }
        else if (IsSettlingRoundDue(now))
        {
            BeginRound(now, isSettling: IsTroubled);
        }
        else if (IsRoundDue(now))
        {
            _icmpRate.OnTimeout();
            BeginRound(now);
        }
        else
        {
            return NextOfCycle(now);
        }

        return null;
    }

    private Send? NextOfCycle(TimeSpan now)
    {
        if (now < _dueAt)
        {
            return null;
        }

        if (_order.TryTake(_answers, out var next))
        {
            _dueAt = now + _icmpRate.ProbeInterval(now);
            return next;
        }

        if (now >= _passStart + Max(ShortestCycle, RoundTrip))
        {
            BeginCycle(now);
        }

        return null;
    }

    // A limit on errors delays what it hides, and not what settles the scan.
    private bool IsSettlingRoundDue(TimeSpan now) => _settlingDue is null && !(IsTroubled && (SettledAt is not null || _outstanding.Errors == 0 || AreAttemptsMade)) && now >= _spaced.NextDue;

    private bool IsRoundDue(TimeSpan now) => _settlingDue is null && IsTroubled
        && now >= _roundEnd + (ShortestPause * (1 + (_fruitlessRounds / 2.0))) && _icmpRate.IsOverdue(now, RoundTrip);
}
