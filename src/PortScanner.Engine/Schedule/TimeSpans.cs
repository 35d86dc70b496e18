namespace PortScanner.Engine.Schedule;

/// <summary>The earlier and the later of two times, which <see cref="Math"/> has for numbers only.</summary>
internal static class TimeSpans
{
    /// <summary>The shorter.</summary>
    public static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <summary>The longer.</summary>
    public static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
