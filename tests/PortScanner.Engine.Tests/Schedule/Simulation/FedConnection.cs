using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>The visitor's connection as the kernel counts it, which knows round trips from what was acknowledged (RFC 6298).</summary>
internal sealed class FedConnection
{
    private TimeSpan _smoothed;
    private TimeSpan _variation;
    private TimeSpan _least = TimeSpan.MaxValue;
    private long _delivered;
    private long _retransmitted;

    /// <summary>A connection over which a page was read before.</summary>
    public FedConnection(params IEnumerable<TimeSpan> before)
    {
        foreach (var roundTrip in before)
        {
            OnAcknowledged(roundTrip);
        }
    }

    /// <summary>What it tells now.</summary>
    public ConnectionFlow Flow => new(1, _delivered, _retransmitted, _smoothed, _variation, _least);

    /// <summary>A segment was acknowledged.</summary>
    /// <param name="roundTrip">How long that took; null where it was sent again, so that nobody knows.</param>
    public void OnAcknowledged(TimeSpan? roundTrip)
    {
        _delivered++;
        if (roundTrip is not { } sample)
        {
            return;
        }

        _variation = _delivered == 1 ? sample / 2 : _variation + (((_smoothed - sample).Duration() - _variation) / 4);
        _smoothed = _delivered == 1 ? sample : _smoothed + ((sample - _smoothed) / 8);
        _least = sample < _least ? sample : _least;
    }

    /// <summary>A segment was lost, and is sent again.</summary>
    public void OnRetransmitted() => _retransmitted++;
}
