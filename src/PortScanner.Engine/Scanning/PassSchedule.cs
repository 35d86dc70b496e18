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
/// <item>From the second pass on, each pass ends with controls: one probe for each address and manner in which "no" was said before.
/// Who limits its errors (Linux: 6 at once, then one a second) answers the first of a pass and not the last; so a pass in which
/// the controls at its end were answered, and no candidate before them, shows that the candidates do not answer at all. It shows so
/// only if the limit had recovered when the pass began, or else a token could come just between the last candidate and the first
/// control; and where errors are limited the passes before have shown nothing, so it takes more than one such pass.</item>
/// <item>A pass is judged a settling time after its last packet, once the capture has looked at all that came until then. IPv6
/// gateways answer an unsolicited SYN only after 6 s (RFC 6092 REC-34), so nothing is judged on IPv6 within 7 s of the first pass.</item>
/// <item>Silence is proved by a judged pass in which no probe was newly answered, every control was answered and the capture lost
/// nothing, when enough attempts were made for the loss that was measured. Else another pass follows, until the budget is used up.</item>
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

    // The slowest limit in wide use gives an error a second; half as much again is for packets that take unequally long.
    private static readonly TimeSpan LimitRecovery = TimeSpan.FromSeconds(1.5);

    // What a limit of ten a second needs for the six at once that Linux allows.
    private static readonly TimeSpan ErrorPace = TimeSpan.FromMilliseconds(600);

    // A control that overtakes the last candidate would take the token that was the candidate's.
    private static readonly TimeSpan ControlDelay = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LateWindow = TimeSpan.FromSeconds(7);

    private readonly ProbeTable _probes;
    private readonly AnswerTable _answers;
    private readonly AttemptTable _attempts;
    private readonly ICaptureEvidence _capture;
    private readonly TimeSpan _lateWindow;
    private readonly TimeSpan _budget;
    private readonly PassControls _controls;

    private int _cursor;
    private bool _hasControls = true;
    private int _decidedBefore;
    private long _lossesBefore;
    private int _lossyPasses;
    private int _telltalePasses;
    private TimeSpan _passStart;
    private TimeSpan _controlsDueAt;
    private TimeSpan _passEnd;
    private TimeSpan _pauseBeforePass;
    private TimeSpan _firstPassEnd;
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
    public PassSchedule(
        ProbeTable probes, AnswerTable answers, AttemptTable attempts, ICaptureEvidence capture, bool isIpv6, TimeSpan budget)
    {
        _probes = probes;
        _answers = answers;
        _attempts = attempts;
        _capture = capture;
        _controls = new PassControls(probes, answers, attempts);
        _lateWindow = isIpv6 ? LateWindow : TimeSpan.Zero;
        _budget = budget;
        _lossesBefore = capture.ReadLossCount();
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
            var index = NextOfPass(now);
            if (index != Nothing || now < _controlsDueAt)
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
            NoteLosses();
            BeginPass(now);
        }

        return Nothing;
    }

    private int NextOfPass(TimeSpan now)
    {
        for (; _cursor < _probes.Count; _cursor++)
        {
            if (!_answers.IsDecided(_cursor))
            {
                return _cursor++;
            }
        }

        if (!_hasControls)
        {
            _hasControls = true;
            _controls.Pick();
            _controlsDueAt = _controls.HaveIcmpError ? now + ControlDelay : now;
        }

        var control = now >= _controlsDueAt ? _controls.Next() : -1;
        return control < 0 ? Nothing : ~control;
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
            var settled = now + Max(ShortestSettling, 2 * longestRoundTrip);
            _dueAt = _lateWindow == TimeSpan.Zero ? settled : Max(settled, _firstPassEnd + _lateWindow + longestRoundTrip);
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
        if (_isJudging)
        {
            var required = RequiredAttempts();
            var enough = required ?? LossRule.MaximumAttempts;
            var doubt = Doubt(isLossy, enough);
            if (doubt is null && Pass + 1 - _lossyPasses >= enough && !AwaitsRefused(enough))
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
        _pauseBeforePass = now - _passEnd;
        _cursor = 0;
        _hasControls = false;
        _controls.Clear();
        _decidedBefore = _answers.DecidedCount;
        _isSending = true;
    }

    private Reason? Doubt(bool isLossy, int enough)
    {
        if (isLossy)
        {
            return Reason.CaptureLoss;
        }

        var isQuiet = !HasNews && _controls.AreAnswered();
        if (!_controls.HaveIcmpError)
        {
            return isQuiet ? null : Reason.PacketLoss;
        }

        // The first pass is taken for an attempt in any case: it found tokens, if not for all.
        _telltalePasses += isQuiet && _pauseBeforePass >= LimitRecovery ? 1 : 0;
        return isQuiet && _telltalePasses >= enough - 1 ? null : Reason.RateLimited;
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
