using PortScanner.Engine.Schedule;

namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>A capture that looks a few milliseconds late, and loses what the scenario says.</summary>
internal sealed class SimulatedCapture(Scenario scenario) : ICaptureEvidence
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(3);

    private long _losses;

    public TimeSpan Now { get; set; }

    public bool TryCapture()
    {
        var isLost = scenario.IsCaptureDead || Scenario.IsWithin(scenario.CaptureGap, Now);
        _losses += isLost ? 1 : 0;
        return !isLost;
    }

    public long ReadLossCount() => _losses;

    public bool HasLookedSince(TimeSpan moment) => !scenario.IsCaptureDead && Now > moment + Delay;
}
