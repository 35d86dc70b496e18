using PortScanner.Engine.Contract;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>What a reader may be told of the way that is left. Nothing here decides anything.</content>
internal sealed partial class ProbeSchedule
{
    // What the second and third attempt wait for if all goes well.
    private static readonly TimeSpan UsualSpan = TimeSpan.FromSeconds(3);

    /// <summary>What the scan is about.</summary>
    public ScanActivity Activity => this switch
    {
        { IsAwaitingLateAnswers: true } => ScanActivity.AwaitingLateAnswers,
        { IsLimitRecognised: true } => ScanActivity.AwaitingLimit,
        { AreRepliesMissed: true } => ScanActivity.OvercomingLoss,
        _ => _rounds == 1 ? ScanActivity.Asking : ScanActivity.AskingAgain,
    };

    /// <summary>How many probes of the plan wait for their first attempt.</summary>
    public int Unasked => _phase switch
    {
        Phase.Careful => Math.Min(_probes.Count - _probes.Careful.Length + _order.Left, _answers.UndecidedOfPlan),
        Phase.Probing when _rounds == 1 => Math.Min(_order.Left, _answers.UndecidedOfPlan),
        _ => 0,
    };

    /// <summary>About how long it will go on: what the attempts that are still required take, and the late window behind them.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <param name="packetsPerSecond">The scan's pace.</param>
    public TimeSpan EstimateLeft(TimeSpan now, double packetsPerSecond)
    {
        if (IsAwaitingLateAnswers)
        {
            return Max(LateUntil - now, TimeSpan.Zero);
        }

        // No round begins after the budget, and the one that runs then still has its reply timeout.
        var most = Max(Deadline - now, TimeSpan.Zero) + TimeSpan.FromSeconds(1);
        if (Interval is { } interval)
        {
            return Min(EstimateGentleLeft(now, interval), most);
        }

        var undecided = _answers.UndecidedOfPlan;
        var round = TimeSpan.FromSeconds(undecided * Math.Max(_copies, 1) / packetsPerSecond);
        var attempts = Math.Max(RequiredAttempts() - _spaced.Count, 1);
        var spacing = attempts > 2 ? _burstAt + UsualSpan - now : _spaced.NextDue + ((attempts - 1) * TimeSpan.FromSeconds(2)) - now;
        var left = Max(Max(spacing, TimeSpan.Zero) + round, attempts * round) + ReplyTimeout();
        if (IsLimitRecognised)
        {
            left = Max(left, undecided * _icmpRate.Interval);
        }

        if (_lateWindow > TimeSpan.Zero)
        {
            var lateUntil = _rounds == 1 ? Max(now, _burstAt) + round + _lateWindow : LateUntil;
            left = Max(left, lateUntil - now);
        }

        return Min(left, most);
    }
}
