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
/// the controls at its end were answered, and no candidate before them, shows that the candidates do not answer at all.</item>
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

    private const int MaximumControls = 8;

    // Passes beyond the required ones for probes that the kernel refused to send, such as when its buffers were full.
    private const int ExtraPassesForRefusals = 3;

    private static readonly TimeSpan FirstGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SecondGap = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(300);

    // RFC 6298 section 2.1: a second, until round trips were measured to be longer.
    private static readonly TimeSpan ShortestSettling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LateWindow = TimeSpan.FromSeconds(7);

    private readonly ProbeTable _probes;
    private readonly AnswerTable _answers;
    private readonly AttemptTable _attempts;
    private readonly ICaptureEvidence _capture;
    private readonly TimeSpan _lateWindow;
    private readonly TimeSpan _budget;
    private readonly int[] _controls = new int[MaximumControls];

    private int _cursor;
    private int _controlCount;
    private int _controlCursor;
    private int _decidedBefore;
    private long _lossesBefore;
    private int _lossyPasses;
    private TimeSpan _passStart;
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
        _lateWindow = isIpv6 ? LateWindow : TimeSpan.Zero;
        _budget = budget;
        _lossesBefore = capture.ReadLossCount();
    }

    /// <summary>The number of the pass, from 0 on.</summary>
    public int Pass { get; private set; }

    /// <summary>Why the scan is over; null while it is not.</summary>
    public ScanEnding? Ending { get; private set; }

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

        return Nothing;
    }

    private int NextOfPass()
    {
        for (; _cursor < _probes.Count; _cursor++)
        {
            if (!_answers.IsDecided(_cursor))
            {
                return _cursor++;
            }
        }

        if (_controlCursor < 0)
        {
            _controlCursor = 0;
            _controlCount = Pass == 0 ? 0 : PickControls();
        }

        return _controlCursor < _controlCount ? ~_controls[_controlCursor++] : Nothing;
    }

    // One probe for each responder and manner of saying no.
    private int PickControls()
    {
        var count = 0;
        for (var i = 0; i < _probes.Count && count < MaximumControls; i++)
        {
            if (_answers.ReasonOf(i).Info().Strength is EvidenceStrength.IcmpError or EvidenceStrength.Refusal && !IsLike(i, count))
            {
                _controls[count++] = i;
            }
        }

        return count;
    }

    private bool IsLike(int index, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_answers.ResponderNumberOf(_controls[i]) == _answers.ResponderNumberOf(index)
                && _answers.ReasonOf(_controls[i]) == _answers.ReasonOf(index))
            {
                return true;
            }
        }

        return false;
    }

    private void EndPass(TimeSpan now)
    {
        _isSending = false;
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
            return;
        }

        var losses = _capture.ReadLossCount();
        var isLossy = losses != _lossesBefore;
        _lossyPasses += isLossy ? 1 : 0;
        if (_isJudging)
        {
            var required = RequiredAttempts();
            var enough = required ?? LossRule.MaximumAttempts;
            var doubt = Doubt(isLossy);
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

        _lossesBefore = losses;
        BeginPass(now);
    }

    private void BeginPass(TimeSpan now)
    {
        Pass++;
        _passStart = now;
        _cursor = 0;
        _controlCursor = -1;
        _controlCount = 0;
        _decidedBefore = _answers.DecidedCount;
        _isSending = true;
    }

    private Reason? Doubt(bool isLossy)
    {
        if (isLossy)
        {
            return Reason.CaptureLoss;
        }

        if (_answers.DecidedCount != _decidedBefore || !WereControlsAnswered())
        {
            return HasIcmpControl() ? Reason.RateLimited : Reason.PacketLoss;
        }

        return null;
    }

    private bool WereControlsAnswered()
    {
        for (var i = 0; i < _controlCount; i++)
        {
            if (_answers.AnsweredAt(_controls[i]) < _attempts.SentAt(_controls[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasIcmpControl()
    {
        for (var i = 0; i < _controlCount; i++)
        {
            if (_answers.ReasonOf(_controls[i]).Info().Strength == EvidenceStrength.IcmpError)
            {
                return true;
            }
        }

        return false;
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
