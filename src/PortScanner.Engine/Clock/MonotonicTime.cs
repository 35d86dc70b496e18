namespace PortScanner.Engine.Clock;

/// <summary>
/// The clock by which what was sent is compared with what came. Nobody sets it: after the wall clock was set back, each answer of before would
/// look younger than all that is sent, and would prove that the path works while it may not.
/// </summary>
internal static class MonotonicTime
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Microseconds since some moment before the program started; never 0, and never less than before.</summary>
    public static long MonotonicMicroseconds(this TimeProvider timeProvider) =>
        (long)((Int128)timeProvider.GetTimestamp() * MicrosecondsPerSecond / timeProvider.TimestampFrequency);
}
