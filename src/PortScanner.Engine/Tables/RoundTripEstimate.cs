namespace PortScanner.Engine.Tables;

/// <summary>
/// The smoothed round-trip time and its variation (RFC 6298 section 2). The receiver thread alone adds; the sender thread reads.
/// Answers that leave in doubt which attempt they answer are no samples (Karn's rule, section 3); nor are those that the answerer may
/// have sent a second time.
/// </summary>
internal sealed class RoundTripEstimate
{
    private const double SmoothedWeight = 1.0 / 8;
    private const double VariationWeight = 1.0 / 4;
    private const double VariationsWaited = 4;

    // Equal samples bring the variation down to nothing, and the path may still vary a little.
    private const double LeastVariationWaited = 1.0 / 4;

    // A listener whose SYN+ACK was lost sends it again after 1, 3, 7 and 15 s more (RFC 6298 section 5). One such sample would make every
    // wait of the scan as long. Where most of the last answers are as late, though, the path to the ports is longer than it had seemed,
    // or has become so.
    private const double RepetitionMicroseconds = 800_000;

    // The weight of the answers before at each new one: those of the last round or two decide whether most are late.
    private const double Memory = 31.0 / 32;

    // No path in use is longer. Gateways that answer after 6 s wait by design (RFC 6092 REC-34), and who waited as long after each round
    // would hardly see a second answer of theirs.
    private const double LongestMicroseconds = 4_000_000;

    /// <summary>The longest round trip of a path in use; who answers later waits by design.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMicroseconds(LongestMicroseconds);

    private double _smoothed;
    private double _variation;
    private long _timeout;
    private double _timely;
    private double _late;

    /// <summary>How long an answer may well take; null while nothing was measured.</summary>
    public TimeSpan? Timeout => Volatile.Read(ref _timeout) is > 0 and var microseconds ? TimeSpan.FromMicroseconds(microseconds) : null;

    /// <summary>Begins with what is known of the path from another connection.</summary>
    /// <param name="smoothed">Its smoothed round-trip time.</param>
    /// <param name="variation">Its variation.</param>
    public void Seed(TimeSpan smoothed, TimeSpan variation) => Set(smoothed.TotalMicroseconds, variation.TotalMicroseconds);

    /// <summary>Adds a sample.</summary>
    /// <param name="microseconds">From attempt to answer.</param>
    public void Add(uint microseconds)
    {
        if (microseconds > LongestMicroseconds)
        {
            return;
        }

        var isLate = _timeout > 0 && microseconds > _timeout + RepetitionMicroseconds;
        var isDoubtful = isLate && _late + 1 <= _timely;
        _timely = (_timely * Memory) + (isLate ? 0 : 1);
        _late = (_late * Memory) + (isLate ? 1 : 0);
        if (isDoubtful)
        {
            return;
        }

        if (_timeout == 0)
        {
            Set(microseconds, microseconds / 2.0);
            return;
        }

        var variation = _variation + (VariationWeight * (Math.Abs(_smoothed - microseconds) - _variation));
        Set(_smoothed + (SmoothedWeight * (microseconds - _smoothed)), variation);
    }

    private void Set(double smoothed, double variation)
    {
        _smoothed = smoothed;
        _variation = variation;
        var margin = Math.Max(VariationsWaited * variation, LeastVariationWaited * smoothed);
        Volatile.Write(ref _timeout, (long)Math.Clamp(smoothed + margin, 1, LongestMicroseconds));
    }
}
