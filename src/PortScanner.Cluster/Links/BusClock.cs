using PortScanner.Cluster.Bus;

namespace PortScanner.Cluster.Links;

/// <summary>
/// The time during which silence says something of others: it stands still while the bus is ill, some time after that, and while this process
/// itself stood still. A broker that hangs would else look like the loss of all testers at once.
/// </summary>
internal sealed class BusClock(IBus bus, TimeProvider timeProvider)
{
    // More between two looks is this process's own standstill.
    private static readonly TimeSpan LongestStep = 4 * LinkTimes.Beat;

    private long _lookedAt = timeProvider.GetTimestamp();
    private long? _illSince = timeProvider.GetTimestamp();
    private long? _wellSince;
    private long _now;

    /// <summary>The time.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(Volatile.Read(ref _now));

    /// <summary>How long the bus has been ill; zero while it is well.</summary>
    public TimeSpan IllFor { get; private set; }

    /// <summary>Looks at the bus, each beat.</summary>
    public void Look()
    {
        var at = timeProvider.GetTimestamp();
        var step = timeProvider.GetElapsedTime(_lookedAt, at);
        _lookedAt = at;
        if (!bus.IsWell)
        {
            _wellSince = null;
            _illSince ??= at;
            IllFor = timeProvider.GetElapsedTime(_illSince.Value, at);
            return;
        }

        _illSince = null;
        IllFor = TimeSpan.Zero;
        _wellSince ??= at;
        if (timeProvider.GetElapsedTime(_wellSince.Value, at) >= LinkTimes.BusGrace)
        {
            Volatile.Write(ref _now, _now + (step < LongestStep ? step : LongestStep).Ticks);
        }
    }
}
