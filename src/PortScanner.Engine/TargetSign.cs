namespace PortScanner.Engine;

/// <summary>The last sign of life of a target.</summary>
/// <param name="SinceHeard">How long ago it last acknowledged anything; <see cref="Never"/> if nothing can tell.</param>
/// <param name="IsAsked">Whether it is asked all the time, so that some seconds without a sign mean that no packets pass, or that it is gone.</param>
public readonly record struct TargetSign(TimeSpan SinceHeard, bool IsAsked)
{
    /// <summary>Longer than any scan, and short enough to be told to another process.</summary>
    public static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>Nothing is known of the target.</summary>
    public static readonly TargetSign None = new(Never, IsAsked: false);
}
