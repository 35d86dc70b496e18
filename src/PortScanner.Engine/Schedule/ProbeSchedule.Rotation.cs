using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>Passes from the source prefix: they interrupt pacing or resting, which go on behind them as if there had been none.</content>
internal sealed partial class ProbeSchedule
{
    private readonly SourceRotation? _rotation;

    private Phase _interrupted;

    private bool IsRotationOfUse(TimeSpan now) => now < Deadline && _rotation?.IsOfUse(Pass + 1, now) == true;

    private void BeginRotation(TimeSpan now)
    {
        BeginPass(now);
        foreach (var witness in _rotation!.Begin(Pass, _outstanding.Indexes.Length, _probes.Count))
        {
            _order.AddControl(witness);
        }

        _order.Add(_outstanding.Indexes, 1);
        _phase = Phase.Rotating;
    }

    private void EndRotation(TimeSpan now)
    {
        _rotation!.End(TakeDecided().Count, now, _icmpRate.Interval);
        if (IsRotationOfUse(now))
        {
            BeginRotation(now);
            return;
        }

        _phase = _interrupted;
        if (_phase == Phase.Pacing)
        {
            if (!_rotation.IsAmongFew)
            {
                // Else so many interruptions, each with answers that gathered meanwhile, would have the limit look faster than it is.
                _icmpRate.Begin(now);
            }

            BeginCycle(now);
        }
        else
        {
            _dueAt = Max(now, _spaced.NextDue);
        }
    }
}
