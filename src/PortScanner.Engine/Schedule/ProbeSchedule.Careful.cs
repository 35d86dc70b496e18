using PortScanner.Engine.Sending;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>
/// The careful start: the ports that are most often found open are asked alone, once each and spaced, as the first part of the first round.
/// A firewall that bans whoever asks many ports at once has answered for them by then.
/// </content>
internal sealed partial class ProbeSchedule
{
    /// <summary>The time from one careful question to the next: slower than ten a second, which is what a limit on new connections is often set to.</summary>
    public static readonly TimeSpan CarefulGap = TimeSpan.FromMilliseconds(110);

    /// <summary>How long the last careful question is left alone, unless all were answered: packets overtake each other by less.</summary>
    // The answers' way back takes none of it: who answered before the burst arrived did so, however late it is heard.
    public static readonly TimeSpan CarefulWait = TimeSpan.FromMilliseconds(150);

    // A plan that is decided is not kept from its reader for longer.
    private static readonly TimeSpan LongestWaitForControlPorts = TimeSpan.FromMilliseconds(500);

    private TimeSpan _burstAt;

    /// <summary>
    /// Whether the random ports may still be answered, where the plan is decided with its first attempts: they show whether a device answers
    /// for every port. Where all was decided by the careful start they are asked only then.
    /// </summary>
    private bool AwaitsControlPorts(TimeSpan now)
    {
        if (_rounds > 1
            || _phase != Phase.AwaitingReplies
            || now >= _roundEnd + Min(Max(ShortestReplyTimeout, RoundTrip), LongestWaitForControlPorts))
        {
            return false;
        }

        for (var i = 0; i < _probes.ControlCount; i++)
        {
            if (!_answers.IsDecided(i))
            {
                return true;
            }
        }

        return false;
    }

    private void BeginFirstRound()
    {
        if (_probes.Careful.Length == 0)
        {
            _order.Add(_outstanding.Indexes, 1);
            return;
        }

        _order.Add(_probes.Careful, 1);
        _burstAt = ((_probes.Careful.Length - 1) * CarefulGap) + CarefulWait;
        _phase = Phase.Careful;
    }

    private Send? NextCareful(TimeSpan now)
    {
        if (_order.Left == 0)
        {
            EndCareful(now);
        }
        else if (now >= _dueAt && _order.TryTake(_answers, out var next))
        {
            var isFirst = _phase == Phase.Careful;
            _dueAt = now + (_order.Left > 0 ? CarefulGap : isFirst ? CarefulWait : ReplyTimeout());
            return next with { IsControl = !isFirst };
        }

        return null;
    }

    // At a gentle pace everything is asked alone, these first.
    private void JoinBurst(TimeSpan now)
    {
        _burstAt = now;
        foreach (var index in _outstanding.Indexes)
        {
            if (!_probes.Careful.Contains(index))
            {
                _order.Add(index);
            }
        }

        _phase = Phase.Probing;
    }

    private void EndCareful(TimeSpan now)
    {
        if (_phase == Phase.AskingFromSecondSource && now >= _dueAt)
        {
            EndSecondSource(now);
        }
        else if (_phase == Phase.Careful && (now >= _dueAt || AreCarefulDecided()))
        {
            BeginBurst(now);
        }
    }

    private bool AreCarefulDecided()
    {
        foreach (var index in _probes.Careful)
        {
            if (!_answers.IsDecided(index))
            {
                return false;
            }
        }

        return true;
    }

    // What the kernel refused to send is asked here.
    private void BeginBurst(TimeSpan now)
    {
        _burstAt = now;
        _order.Clear();
        foreach (var index in _outstanding.Indexes)
        {
            if (_attempts.AttemptsOf(index) == 0)
            {
                _order.Add(index);
            }
        }

        _phase = Phase.Probing;
    }
}
