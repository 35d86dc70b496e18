namespace PortScanner.Storage.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _wallClock = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wallClock;

    public override long GetTimestamp() => _elapsed.Ticks;

    public void Advance(TimeSpan time) => (_wallClock, _elapsed) = (_wallClock + time, _elapsed + time);

    /// <summary>Sets the wall clock, as an operator or NTP does.</summary>
    public void SetClock(TimeSpan difference) => _wallClock += difference;
}
