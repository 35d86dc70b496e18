using PortScanner.Engine.Sending;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>
/// Questions from the scan's second port: a probe whose reply bears no secret is asked once more at once, and stays an outstanding probe of the rounds until
/// a reply came there, too (decision 32). So it is asked as often as a silent one would be, and makes no scan longer than that.
/// </content>
internal sealed partial class ProbeSchedule
{
    private TimeSpan? _askedSecondAt;

    // Whatever leaves while the source prefix is used leaves from there, where no reply counts.
    private bool MayAskFromSecond(TimeSpan now) =>
        _phase is not (Phase.Rotating or Phase.AwaitingRotationReplies or Phase.AskingFromSecondSource)
        && now >= _turnFrom
        && _rotation?.IsRotating(Pass) != true;

    /// <summary>Whether a reply to the last question from the second port may still come, while the scan could end without it.</summary>
    private bool AwaitsSecondReply(TimeSpan now) =>
        _answers.IsAnyAwaitingSecond && _spaced.Count + 1 >= RequiredAttempts() && now < _askedSecondAt + TimeForTheTarget;

    private Send? NextFromSecond(TimeSpan now)
    {
        if (!MayAskFromSecond(now) || !_answers.UnprovedReplies.TryTakeQuestion(out var index) || !_answers.AwaitsSecond(index))
        {
            return null;
        }

        NoteTurn(now);
        _askedSecondAt = now;
        return new Send(index);
    }
}
