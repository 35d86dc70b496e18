using PortScanner.Core.Evidence;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// When the attempts are due that count against loss: 0, 1 and 3 seconds after the start, since loss comes in bursts. Where more are
/// needed, because loss was measured, controls show what the path does meanwhile, and half a second's distance does.
/// </summary>
internal sealed class SpacedAttempts
{
    private const int ManyAttempts = 2 * LossRule.MaximumAttempts;

    private static readonly TimeSpan FirstGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SecondGap = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortGap = TimeSpan.FromSeconds(0.5);

    // Where so many did not do, more in quick succession would not either.
    private static readonly TimeSpan LongGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(2);

    /// <summary>How many were made.</summary>
    public int Count { get; private set; }

    /// <summary>When the next is due.</summary>
    public TimeSpan NextDue { get; private set; }

    /// <summary>Whether the next is the last that is made where nothing is missed.</summary>
    public bool IsLastNext => Count >= 2;

    /// <summary>Counts a round, if it came late enough.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="isControlled">Whether answers were missed, and so controls must show that they come now.</param>
    public void Note(TimeSpan start, bool isControlled)
    {
        if (start < NextDue)
        {
            return;
        }

        Count++;
        NextDue = Count switch
        {
            1 => start + FirstGap,
            2 when isControlled => Max(FirstGap + SecondGap, start + ShortGap),
            2 => start + SecondGap,
            < LossRule.MaximumAttempts => start + ShortGap,
            < ManyAttempts => start + LongGap,
            _ => start + LongestGap,
        };
    }
}
