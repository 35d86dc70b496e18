namespace PortScanner.Engine.Scanning;

/// <summary>
/// Whether the target is still there to be asked. Who leaves without a word may leave the address to somebody else, who never asked for
/// anything.
/// </summary>
internal sealed class TargetWatch(ITargetConnection connection)
{
    /// <summary>Nothing is sent to a target that was not heard for so long, until it is heard again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The scan of a target that was not heard for so long is over.</summary>
    public static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private TimeSpan _due;
    private TimeSpan? _awaySince;

    /// <summary>Whether nothing may be sent for now.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Whether nothing may be sent any more.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Looks, if it is time to.</summary>
    /// <param name="now">Since the scan began.</param>
    public void Look(TimeSpan now)
    {
        if (now < _due)
        {
            return;
        }

        _due = now + Interval;
        var sign = connection.Look();
        IsAway = sign.IsAsked && sign.SinceHeard >= Patience;

        // Counted by what was seen here: who was not asked before has not failed to answer.
        _awaySince = IsAway ? _awaySince ?? now : null;
        IsGone |= now - _awaySince >= LastPatience - Patience;
    }
}
