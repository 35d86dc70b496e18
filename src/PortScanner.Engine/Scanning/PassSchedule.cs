using PortScanner.Core.Evidence;
using PortScanner.Core.Results;
using PortScanner.Engine.Classification;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// Decides what one scan sends next, and when its silence is proved. Used by the sender thread alone; time comes in from outside.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A scan goes in passes over the probes that are still undecided, spaced about 0, 1 and 3 seconds, so that loss which comes
/// in bursts does not hit every attempt.</item>
/// <item>From the second pass on, each pass also asks controls: probes that were refused before, for each address and manner in which
/// "no" was said, shuffled among the candidates; or an open port, where nobody said "no". Whoever limits its errors (Linux: 6 at once, then one a second) cannot tell the
/// two apart. So a pass that brings nothing new although its controls were answered makes it unlikely that a limit hides a candidate, by
/// a chance that can be computed; the chances of such passes in a row are multiplied until the product is under the accepted risk.</item>
/// <item>A pass is judged a settling time after its last packet, once the capture has looked at all that came until then. IPv6
/// gateways answer an unsolicited SYN only after 6 s (RFC 6092 REC-34), so no silence is proved on IPv6 within 7 s of the first pass.</item>
/// <item>Silence is proved by a judged pass in which no probe was newly answered, every control that TCP answered before was answered
/// again and the capture lost nothing, when enough attempts were made for the loss that was measured. Else another pass follows, until the budget is used up.</item>
/// </list>
/// </remarks>
internal sealed class PassSchedule
{
    /// <summary>The answer of <see cref="Next"/> when nothing is to be sent now.</summary>
    public const int Nothing = int.MinValue;

    // Passes beyond the required ones for probes that the kernel refused to send, such as when its buffers were full.
    private const int ExtraPassesForRefusals = 3;

    private static readonly TimeSpan FirstGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SecondGap = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(300);

    // RFC 6298 section 2.1: a second, until round trips were measured to be longer.
    private static readonly TimeSpan ShortestSettling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWaitForCapture = TimeSpan.FromSeconds(10);

    // The slowest limit in wide use gives an error a second; a fifth as much again is for packets that take unequally long.
    private static readonly TimeSpan LimitRecovery = TimeSpan.FromSeconds(1.2);

    // What a limit of ten a second needs for the six at once that Linux allows.
    private static readonly TimeSpan ErrorPace = TimeSpan.FromMilliseconds(600);

    private static readonly TimeSpan LateWindow = TimeSpan.FromSeconds(7);

    private readonly ProbeTable _probes;
    private readonly AnswerTable _answers;
    private readonly AttemptTable _attempts;
    private readonly ICaptureEvidence _capture;
    private readonly TimeSpan _lateWindow;
    private readonly TimeSpan _budget;
    private readonly PassControls _controls;

    private readonly Func<int, int> _random;

    // What the pass asks: probes' indexes, and the complements of the controls'.
    private readonly int[] _order;

    private int _orderCount;
    private int _cursor;
    private int _decidedBefore;
    private long _lossesBefore;
    private int _lossyPasses;
    private double _chanceThatALimitHides = 1;
    private TimeSpan _passStart;
    private TimeSpan _passEnd;
    private TimeSpan _firstPassEnd;
    private TimeSpan _lateUntil;
    private TimeSpan _dueAt;
    private bool _isSending = true;
    private bool _isJudging;

    /// <summary>Begins the first pass at time zero.</summary>
    /// <param name="probes">The plan.</param>
    /// <param name="answers">What came back.</param>
    /// <param name="attempts">What was sent.</param>
    /// <param name="capture">What the capture lost and how far it has looked.</param>
    /// <param name="isIpv6">Whether the late window applies.</param>
    /// <param name="budget">After which time no further pass begins.</param>
    /// <param name="random">A random number from zero up to, and without, its argument.</param>
    public PassSchedule(
        ProbeTable probes,
        AnswerTable answers,
        AttemptTable attempts,
        ICaptureEvidence capture,
        bool isIpv6,
        TimeSpan budget,
        Func<int, int> random)
    {
        _probes = probes;
        _answers = answers;
        _attempts = attempts;
        _capture = capture;
        _controls = new PassControls(probes, answers, attempts);
        _lateWindow = isIpv6 ? LateWindow : TimeSpan.Zero;
        _budget = budget;
        _random = random;
        _lossesBefore = capture.ReadLossCount();
        _order = new int[probes.Count + PassControls.Maximum];
        _orderCount = AddCandidates();
    }

    /// <summary>The number of the pass, from 0 on.</summary>
    public int Pass { get; private set; }

    /// <summary>Why the scan is over; null while it is not.</summary>
    public ScanEnding? Ending { get; private set; }

    /// <summary>Whether a probe was decided since the pass began.</summary>
    private bool HasNews => _answers.DecidedCount != _decidedBefore;

    /// <summary>The next probe to send.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <returns>A probe's index, the complement of one for a control, or <see cref="Nothing"/>.</returns>
    public int Next(TimeSpan now)
    {
        if (Ending is not null)
        {
            return Nothing;
        }

        if (_isSending)
        {
            var index = NextOfPass();
            if (index != Nothing)
            {
                return index;
            }

            EndPass(now);
        }

        if (_answers.DecidedCount == _probes.Count)
        {
            Ending = new ScanEnding(null, LossRule.MinimumAttempts);
        }
        else if (now >= _dueAt)
        {
            JudgeOrGoOn(now);
        }
        else if (AreErrorsComingIn(now))
        {
            WeighLimit(NoteLosses());
            BeginPass(now);
        }

        return Nothing;
    }

    private int NextOfPass()
    {
        while (_cursor < _orderCount)
        {
            var next = _order[_cursor++];
            if (next < 0 || !_answers.IsDecided(next))
            {
                return next;
            }
        }

        return Nothing;
    }

    private int AddCandidates()
    {
        var count = 0;
        for (var i = 0; i < _probes.Count; i++)
        {
            if (!_answers.IsDecided(i))
            {
                _order[count++] = i;
            }
        }

        return count;
    }

    private void ArrangePass()
    {
        _cursor = 0;
        _orderCount = AddCandidates();
        foreach (var control in _controls.Pick())
        {
            _order[_orderCount++] = ~control;
        }

        // Where nobody is known to limit errors, the plan's order and the controls at the end are as good.
        if (_controls.HaveIcmpError)
        {
            for (var i = _orderCount - 1; i > 0; i--)
            {
                var other = _random(i + 1);
                (_order[i], _order[other]) = (_order[other], _order[i]);
            }
        }
    }

    private void EndPass(TimeSpan now)
    {
        _isSending = false;
        _passEnd = now;
        if (Pass == 0)
        {
            _firstPassEnd = now;
        }

        var longestRoundTrip = TimeSpan.FromMicroseconds(_answers.LargestRoundTrip);
        _isJudging = Pass + 1 >= (RequiredAttempts() ?? LossRule.MaximumAttempts);
        if (_isJudging)
        {
            // Where errors are limited, the time until the late window ends is used for further passes.
            var settled = now + Max(ShortestSettling, 2 * longestRoundTrip);
            _lateUntil = _lateWindow == TimeSpan.Zero ? TimeSpan.Zero : _firstPassEnd + _lateWindow + longestRoundTrip;
            _dueAt = _controls.HaveIcmpError ? settled : Max(settled, _lateUntil);
        }
        else
        {
            var gap = Pass == 0 ? FirstGap : SecondGap;
            _dueAt = Max(_passStart + gap, now + Max(ShortestPause, 2 * longestRoundTrip));
        }
    }

    private void JudgeOrGoOn(TimeSpan now)
    {
        if (_isJudging && !_capture.HasLookedSince(_dueAt))
        {
            // A capture that is down for good must not keep the scan for ever.
            Ending = now >= Max(_budget, _dueAt + LongestWaitForCapture) ? new ScanEnding(Reason.CaptureLoss, 0) : null;
            return;
        }

        if (_isJudging && _controls.HaveIcmpError && !HasNews && now < _passEnd + LimitRecovery)
        {
            return;
        }

        var isLossy = NoteLosses();
        WeighLimit(isLossy);
        if (_isJudging)
        {
            var required = RequiredAttempts();
            var enough = required ?? LossRule.MaximumAttempts;
            var doubt = Doubt(isLossy);
            if (doubt is null && now >= _lateUntil && Pass + 1 - _lossyPasses >= enough && !AwaitsRefused(enough))
            {
                Ending = new ScanEnding(required is null ? Reason.PacketLoss : null, enough + _lossyPasses);
                return;
            }

            if (now >= _budget)
            {
                Ending = new ScanEnding(doubt ?? Reason.PacketLoss, enough + _lossyPasses);
                return;
            }
        }

        BeginPass(now);
    }

    private bool NoteLosses()
    {
        var losses = _capture.ReadLossCount();
        var isLossy = losses != _lossesBefore;
        _lossesBefore = losses;
        _lossyPasses += isLossy ? 1 : 0;
        return isLossy;
    }

    // Such a pass proves no silence, so there is nothing to wait for but the tokens of the next errors.
    private bool AreErrorsComingIn(TimeSpan now) =>
        _isJudging && _controls.HaveIcmpError && HasNews && now >= _passEnd + ErrorPace && now < _budget;

    private void BeginPass(TimeSpan now)
    {
        Pass++;
        _passStart = now;
        ArrangePass();
        _decidedBefore = _answers.DecidedCount;
        _isSending = true;
    }

    private void WeighLimit(bool isLossy)
    {
        // Only passes in a row count. A candidate that shows itself takes away what the passes before had seemed to prove of the others.
        if (Pass == 0 || isLossy || HasNews)
        {
            _chanceThatALimitHides = 1;
            return;
        }

        // An answer that was lost on the way hides a candidate as well.
        var hides = _controls.ChanceThatALimitHides();
        var lost = LossRule.Estimate(_answers.AnsweredByTcp, _answers.AnsweredByTcpAfterRetry);
        _chanceThatALimitHides *= hides + ((1 - hides) * lost);
        _controls.Adapt();
    }

    private Reason? Doubt(bool isLossy)
    {
        if (isLossy)
        {
            return Reason.CaptureLoss;
        }

        if (HasNews || !_controls.AreTcpControlsAnswered())
        {
            return _controls.HaveIcmpError ? Reason.RateLimited : Reason.PacketLoss;
        }

        return _controls.HaveIcmpError && _chanceThatALimitHides > LossRule.AcceptedRisk ? Reason.RateLimited : null;
    }

    private bool AwaitsRefused(int required)
    {
        if (Pass + 1 - _lossyPasses >= required + ExtraPassesForRefusals)
        {
            return false;
        }

        for (var i = 0; i < _probes.Count; i++)
        {
            if (!_answers.IsDecided(i) && _attempts.AttemptsOf(i) - _lossyPasses < required)
            {
                return true;
            }
        }

        return false;
    }

    private int? RequiredAttempts() =>
        LossRule.RequiredAttempts(_answers.AnsweredByTcp, _answers.AnsweredByTcpAfterRetry);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
