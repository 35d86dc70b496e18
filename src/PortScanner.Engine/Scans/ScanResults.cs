using System.Collections;

using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Clock;
using PortScanner.Engine.Probes.Udp;
using PortScanner.Engine.Schedule;

namespace PortScanner.Engine.Scans;

/// <summary>The results of one scan in flight, made of what its state holds. They are the scan's reader's, a task of which there is one.</summary>
/// <param name="state">What was asked and came back.</param>
/// <param name="sending">What is still sent, and how it ended.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class ScanResults(ScanState state, ScanSending sending, TimeProvider timeProvider)
{
    /// <summary>Longer than a service pauses within one answer, shorter than a visitor minds.</summary>
    private static readonly TimeSpan ReplyPause = TimeSpan.FromMilliseconds(500);

    private readonly ScanRemarks _remarks = new(state, sending);
    private readonly BitArray _areGiven = new(state.Probes.Count);
    private bool _isProvisionalReported;
    private bool[]? _areHeard;

    /// <summary>Takes the results that were decided since the last call.</summary>
    public List<ProbeResult> Take()
    {
        state.Signal.Rearm();
        var isProvisional = sending is { IsSettled: true, IsOver: false } && !_isProvisionalReported;
        _isProvisionalReported |= isProvisional;
        List<int> changes = [.. state.Answers.TakeChanges().Where(index => index >= state.Probes.ControlCount)];
        if (_remarks.LearnsThatEveryPortIsAnswered())
        {
            // Rows that were given before the last control was answered are given again, with the remark.
            changes = [.. changes.Union(state.Probes.PlanIndexes.Where(_remarks.IsAccepting))];
        }

        // An answer that comes between stands behind the provisional row that it replaces.
        return [.. isProvisional ? ProvisionalSilence(changes) : [], .. changes.Select(index => Give(index, state.Answers.ReasonOf(index)))];
    }

    /// <summary>
    /// How long to wait for the datagrams that may follow the last one, so that a scan that is over with the first of them still measures
    /// the answer. Zero where no UDP service answered, or none did lately.
    /// </summary>
    public TimeSpan TimeForMoreReplies()
    {
        var last = Enumerable.Range(0, state.Probes.Count).Where(state.Replies.HasAny).Select(state.Answers.AnsweredAt).DefaultIfEmpty().Max();
        var since = TimeSpan.FromMicroseconds(timeProvider.MonotonicMicroseconds() - last);
        return TimeSpan.FromTicks(Math.Clamp((ReplyPause - since).Ticks, 0, ReplyPause.Ticks));
    }

    /// <summary>
    /// The last results: what is to be said of the probes that were never decided, then what was decided since. In this order, because
    /// an answer that comes between the two would else be in neither; and one that the receiver has written and not yet marked as a change is
    /// in neither all the same, and comes next. Then, once more, those that went on answering in UDP after they had been decided. Called once
    /// the scan is over.
    /// </summary>
    public List<ProbeResult> Conclude()
    {
        _remarks.LearnWhatIsUsual();

        // What was told before of silence may have been so before anything was heard.
        _areHeard = null;
        return
        [
            .. ConcludeSilence(),
            .. Take(),
            .. state.Probes.PlanIndexes.Where(index => !_areGiven[index]).Select(Result),
            .. ConcludeReplies(),

            // These may have been given before, when nobody knew yet what is usual.
            .. state.Probes.PlanIndexes.Where(index => state.Answers.IsDecided(index) && _remarks.IsUnusual(index)).Select(Result),
        ];
    }

    private List<ProbeResult> ConcludeSilence()
    {
        var ending = sending.Ending;
        return [.. state.Probes.PlanIndexes.Where(index => !state.Answers.IsDecided(index)).Select(index => Give(index, ReasonOfSilence(index, ending)))];
    }

    private Reason ReasonOfSilence(int index, ScanEnding ending)
    {
        var reason = state.Answers.ReasonOf(index);
        return reason == Reason.NoReply || (reason == Reason.SendRefused && state.Attempts.IsTooLong(index))
            ? InDoubtOfPath(index, ending.ReasonOfSilence(state.Probes[index].Protocol, state.Attempts.SendErrorsOf(index), state.Attempts.IsTooLong(index)))
            : reason;
    }

    private Reason InDoubtOfPath(int index, Reason reason) => sending.DoubtOfPath(state.Probes[index], reason, IsTargetHeard(state.Probes[index].Protocol), IsMissed()) ?? reason;

    // What the target answered another tester, it answered this one none of.
    private bool IsMissed()
    {
        for (var i = state.Probes.RandomCount; i < state.Probes.ControlCount; i++)
        {
            if (state.Answers.IsDecided(i))
            {
                return false;
            }
        }

        return state.Probes.RandomCount < state.Probes.ControlCount;
    }

    private bool IsTargetHeard(ProbeProtocol protocol)
    {
        _areHeard ??= [.. Enum.GetValues<ProbeProtocol>().Select(HasTargetAnswered)];
        return _areHeard[(int)protocol];
    }

    private bool HasTargetAnswered(ProbeProtocol protocol) => Enumerable.Range(0, state.Probes.Count).Any(index =>
        state.Probes[index].Protocol == protocol
        && state.Answers.StrengthOf(index) >= EvidenceStrength.IcmpError
        && state.Answers.ResponderNumberOf(index) == 0
        && state.Answers.IsProved(index));

    private List<ProbeResult> ConcludeReplies() =>
        [.. state.Probes.PlanIndexes.Where(index => state.Replies.HasMore(index) && state.Answers.IsDecided(index)).Select(Result)];

    private IEnumerable<ProbeResult> ProvisionalSilence(List<int> changes) => state.Probes.PlanIndexes
        .Except(changes)
        .Where(index => !state.Answers.IsDecided(index))
        .Select(index => Result(index, state.Answers.ReasonOf(index) is not Reason.NoReply and var reason ? reason : InDoubtOfPath(index, sending.ReasonSoFar)) with { Remarks = Remarks.Provisional });

    private ProbeResult Give(int index, Reason reason)
    {
        _areGiven[index] = true;
        return Result(index, reason);
    }

    private ProbeResult Result(int index) => Result(index, state.Answers.ReasonOf(index));

    private ProbeResult Result(int index, Reason reason)
    {
        // What this machine itself says of a probe is no answer, though a router may say the same.
        var isAnswered = reason.Info().Strength != EvidenceStrength.Silence && reason == state.Answers.ReasonOf(index);
        var responder = isAnswered ? state.Answers.ResponderOf(index) : null;
        return new ProbeResult(
            state.Probes[index],
            Reasons.StateOf(reason, state.Probes[index].Kind, responder is not null),
            reason,
            responder,
            isAnswered ? state.Answers.RoundTripOf(index) : null,
            isAnswered ? state.Answers.HopLimitOf(index) : null,
            state.Attempts.AttemptsOf(index) + (state.SecondPort?.PacketsOf(index) ?? 0))
        {
            Remarks = _remarks.Of(index, reason),
            Traffic = isAnswered && reason != Reason.UdpUnproved ? TrafficOf(index) : null,
        };
    }

    private UdpTraffic? TrafficOf(int index)
    {
        var (packets, bytes) = state.Replies.Take(index);
        if (packets == 0)
        {
            return null;
        }

        Span<byte> request = stackalloc byte[IUdpProbe.MaximumRequestLength];
        var requests = state.Attempts.PacketsOf(index);
        return new UdpTraffic(requests, requests * state.Builder.BuildRequest(index, request), packets, bytes);
    }
}
