using PortScanner.Engine.Contract;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>What a look at the visitor's connection has shown.</summary>
/// <param name="From">When the look before was.</param>
/// <param name="RoundTrip">How long segments have taken since; null if none has arrived.</param>
/// <param name="IsOverrun">Whether segments get lost by the scan's own doing.</param>
internal readonly record struct ConnectionLook(TimeSpan From, TimeSpan? RoundTrip, bool IsOverrun);

/// <summary>
/// What the visitor's own connection tells of the path: on hosts that answer nothing, all there is. Looks at it are compared, since what the kernel
/// tells counts from the connection's beginning.
/// </summary>
internal sealed class ConnectionSigns
{
    // A look is a busy one when so many of the scan's packets have left meanwhile.
    private const int PacketsOfBusyLook = 20;

    // Of the last busy looks, how many had a retransmission; one less, where the connection hardly loses anything without the scan, or where
    // looks are so seldom that more would take too long. One suffices of the first, where nothing else tells: the rounds are over soon.
    private const int LooksRemembered = 0b1111;
    private const int LossyLooks = 3;
    private const int FirstLooks = 12;
    private const int IdleLooksThatTell = 6;
    private const int HardlyAny = 8;
    private const int Many = 4;

    private static readonly TimeSpan SeldomLook = TimeSpan.FromMilliseconds(900);

    private ConnectionFlow? _last;
    private TimeSpan _lastAt;
    private (long Last, long Before) _sent;
    private TimeSpan? _unloaded;
    private int _lossyBusyLooks;
    private int _busyLooks;
    private int _idleLooks;
    private int _lossyIdleLooks;

    /// <summary>The queue that its segments wait in.</summary>
    public QueueDelay Queue { get; private set; } = new(learnsJitter: false);

    /// <summary>Looks.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <param name="flow">What the connection has carried.</param>
    /// <param name="sent">How many packets the scan has sent.</param>
    /// <param name="isAlone">Whether nothing but the connection tells of the path.</param>
    /// <returns>Null if nothing was learnt: nothing was written to the connection, or it is another than before.</returns>
    public ConnectionLook? Look(TimeSpan now, ConnectionFlow flow, long sent, bool isAlone)
    {
        if (_last?.Connection != flow.Connection)
        {
            Queue = new QueueDelay(learnsJitter: false);
            Queue.Begin(flow.Least, flow.Variation);
            (_last, _lastAt) = (flow, now);
            return null;
        }

        var (delivered, lost) = (flow.Delivered - _last.Delivered, flow.Retransmitted - _last.Retransmitted);
        if (delivered <= 0 && lost <= 0)
        {
            return null;
        }

        TimeSpan? roundTrip = delivered > 0 ? Max(LatestOf(_last, flow, delivered), flow.Least) : null;
        var look = new ConnectionLook(_lastAt, roundTrip, IsOverrun(lost > 0, sent, now - _lastAt > SeldomLook, isAlone));
        (_last, _lastAt) = (flow, now);
        return look;
    }

    /// <summary>
    /// Takes a round trip from before the scan sends much. A machine may wait with the acknowledgement of a segment that comes alone, by up to half a
    /// second (RFC 9293 section 3.8.6.3), and did not where a page was read before: that is no queue.
    /// </summary>
    public void NoteUnloaded(TimeSpan roundTrip)
    {
        _unloaded = _unloaded is { } least ? Min(least, roundTrip) : roundTrip;
        Queue.Begin(_unloaded.Value, _last!.Variation);
    }

    // SRTT moves by an eighth of the way to each new round trip (RFC 6298 section 2.3), so how far it has moved tells how long they were.
    private static TimeSpan LatestOf(ConnectionFlow before, ConnectionFlow flow, long count)
    {
        var kept = Math.Pow(7.0 / 8, Math.Min(count, 64));
        return (flow.Smoothed - (before.Smoothed * kept)) / (1 - kept);
    }

    // Loss that comes with the scan's own packets, and not without them, is its own doing. What is sent again was lost in this interval, or in
    // the one before.
    private bool IsOverrun(bool isLossy, long sent, bool isSeldom, bool isAlone)
    {
        var isBusy = sent - _sent.Before >= PacketsOfBusyLook;
        _sent = (sent, _sent.Last);
        if (!isBusy)
        {
            _idleLooks++;
            _lossyIdleLooks += isLossy ? 1 : 0;
            return false;
        }

        _busyLooks++;
        _lossyBusyLooks = ((_lossyBusyLooks << 1) | (isLossy ? 1 : 0)) & LooksRemembered;
        var isTold = _idleLooks >= IdleLooksThatTell;
        var isClean = isTold && _lossyIdleLooks * HardlyAny <= _idleLooks;
        var isLossyAnyway = isTold && _lossyIdleLooks * Many > _idleLooks;
        var enough = isAlone && _busyLooks <= FirstLooks ? 1 : isClean || isSeldom ? LossyLooks - 1 : LossyLooks;
        if (!isLossy || isLossyAnyway || int.PopCount(_lossyBusyLooks) < enough)
        {
            return false;
        }

        _lossyBusyLooks = 0;
        return true;
    }
}
