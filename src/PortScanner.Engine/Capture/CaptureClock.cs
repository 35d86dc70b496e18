using PortScanner.Engine.Clock;

namespace PortScanner.Engine.Capture;

/// <summary>Puts the moments that the kernel stamps packets with, which are of the wall clock, on the monotonic one.</summary>
internal sealed class CaptureClock(TimeProvider timeProvider)
{
    // The clocks go equally fast, so what differs more than the reading of both takes is a clock that was set, in microseconds.
    private const long SmallestStep = 2_000;

    // The ring is emptied within milliseconds. A packet that looks older was stamped before the clock was set forward.
    private const long LongestDelay = 5_000_000;

    // How long after a packet others are of its bunch, in microseconds.
    private const long BunchLength = 1_000;

    private long _lead;
    private long _bunchStampedAt = long.MinValue;
    private long _bunchAt;

    /// <summary>Says that time may have passed: the next packet begins a bunch.</summary>
    public void EndBunch() => _bunchStampedAt = long.MinValue;

    /// <summary>When a packet was stamped.</summary>
    /// <param name="stampedAt">The stamp: microseconds of Unix time.</param>
    /// <returns>Microseconds of <see cref="MonotonicTime"/>; now, if the clock was set between the stamp and this call.</returns>
    public long MonotonicOf(long stampedAt)
    {
        // To read both clocks for each packet of a bunch would cost a third of what it takes to capture it.
        var sinceBunch = (ulong)(stampedAt - _bunchStampedAt);
        if (sinceBunch < BunchLength)
        {
            return _bunchAt + (long)sinceBunch;
        }

        _bunchStampedAt = stampedAt;
        _bunchAt = ReadMonotonicOf(stampedAt);
        return _bunchAt;
    }

    private long ReadMonotonicOf(long stampedAt)
    {
        var (now, lead) = Read();
        if (lead - _lead > SmallestStep)
        {
            // Or the thread stood still between the two readings.
            (now, lead) = Read();
        }

        // The lowest is the one with the least between the readings.
        if (lead < _lead || lead - _lead > SmallestStep)
        {
            _lead = lead;
        }

        var monotonic = stampedAt - _lead;
        return monotonic > now || now - monotonic > LongestDelay ? now : monotonic;
    }

    private (long Now, long Lead) Read()
    {
        var now = timeProvider.MonotonicMicroseconds();
        return (now, ((timeProvider.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond) - now);
    }
}
