using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// Tells a target that answers no new connection any more, though it did before and is there, from one whose answers get lost. Used by the
/// sender thread alone.
/// </summary>
/// <param name="probes">The plan.</param>
/// <param name="answers">What came back.</param>
internal sealed class BanSigns(ProbeTable probes, AnswerTable answers)
{
    // A path that loses a tenth each way loses 19 of a hundred answers. What was measured of it counts twice, as few answers tell little.
    private const double LeastLoss = 0.35;
    private const double MostLoss = 0.9;

    // Packets of one round are lost together.
    private const int MostOfARound = 2;
    private const int LeastRounds = 3;

    private static readonly TimeSpan LeastSpan = TimeSpan.FromSeconds(2);

    private int _answeredBefore;
    private int _rounds;
    private double _chance = 1;
    private TimeSpan _since;

    /// <summary>Whether so many controls stayed silent, in so many rounds and for so long, that loss explains it in less than one of a hundred scans.</summary>
    public bool IsRecognised { get; private set; }

    /// <summary>Whether the target itself answered any TCP port.</summary>
    public bool HasTargetAnswered => _answeredBefore > 0;

    /// <summary>Looks at a round whose answers are in, and in which nothing was lost that is known of.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="controls">Its controls.</param>
    /// <param name="isTargetThere">Whether the target gave another sign meanwhile: without one, it or the path may be gone.</param>
    public void Look(TimeSpan start, ControlProbes controls, bool isTargetThere)
    {
        var answered = CountAnsweredByTarget();
        var hasDecided = answered != _answeredBefore;
        _answeredBefore = answered;
        if (hasDecided || !controls.IsTargetSilentToTcp)
        {
            (_rounds, _chance) = (0, 1);
        }
        else if (isTargetThere)
        {
            _since = _rounds == 0 ? start : _since;
            _rounds++;
            _chance *= Math.Pow(Loss(), Math.Min(controls.AskedOfTargetsTcp, MostOfARound));
            IsRecognised = _rounds >= LeastRounds && start - _since >= LeastSpan && _chance < LossRule.AcceptedRisk;
        }
    }

    private double Loss() => Math.Clamp(2 * LossRule.Estimate(answers.Replies, answers.RepliesAfterRetry), LeastLoss, MostLoss);

    private int CountAnsweredByTarget()
    {
        var count = 0;
        for (var i = 0; i < probes.Count; i++)
        {
            count += probes[i].Protocol == ProbeProtocol.Tcp && answers.IsDecided(i) && answers.ResponderNumberOf(i) == 0 ? 1 : 0;
        }

        return count;
    }
}
