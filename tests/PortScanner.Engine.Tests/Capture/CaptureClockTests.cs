using PortScanner.Engine.Capture;
using PortScanner.Engine.Clock;

namespace PortScanner.Engine.Tests.Capture;

/// <summary>The kernel's stamps on a clock that nobody sets.</summary>
public sealed class CaptureClockTests
{
    private readonly SetClock _time = new();
    private readonly CaptureClock _clock;

    public CaptureClockTests()
    {
        _clock = new CaptureClock(_time);
        Assert.Equal(_time.MonotonicMicroseconds(), _clock.MonotonicOf(_time.UnixMicroseconds));
    }

    [Fact]
    public void Stamp_of_a_while_ago_is_as_long_ago()
    {
        var stamp = _time.UnixMicroseconds;
        _time.Pass(microseconds: 1500);

        Assert.Equal(_time.MonotonicMicroseconds() - 1500, _clock.MonotonicOf(stamp));
    }

    [Theory]
    [InlineData(-3_600_000_000)]
    [InlineData(3_600_000_000)]
    [InlineData(-10_000)]
    public void Clock_that_was_set_makes_no_difference_to_later_stamps(long microseconds)
    {
        _time.Set(microseconds);
        var stamp = _time.UnixMicroseconds;
        _time.Pass(microseconds: 700);

        Assert.Equal(_time.MonotonicMicroseconds() - 700, _clock.MonotonicOf(stamp));
    }

    [Theory]
    [InlineData(-3_600_000_000)]
    [InlineData(3_600_000_000)]
    public void Clock_that_was_set_between_stamp_and_reading_makes_the_stamp_one_of_now(long microseconds)
    {
        var stamp = _time.UnixMicroseconds;
        _time.Set(microseconds);

        Assert.Equal(_time.MonotonicMicroseconds(), _clock.MonotonicOf(stamp));
    }

    [Fact]
    public void Thread_that_stood_still_between_the_readings_spoils_no_stamp()
    {
        _clock.EndBunch();
        var (stamp, stampedAt) = (_time.UnixMicroseconds, _time.MonotonicMicroseconds());
        _time.StandStillOnce(microseconds: 50_000);

        Assert.Equal(stampedAt, _clock.MonotonicOf(stamp));
    }

    [Fact]
    public void Packets_of_a_bunch_are_as_far_apart_as_their_stamps_without_the_clocks_being_read()
    {
        var (stamp, stampedAt) = (_time.UnixMicroseconds, _time.MonotonicMicroseconds());
        _time.Set(3_600_000_000);

        Assert.Equal([stampedAt, stampedAt + 999], new[] { stamp, stamp + 999 }.Select(_clock.MonotonicOf));
    }

    [Fact]
    public void Bunch_ends_after_a_millisecond_or_when_time_may_have_passed()
    {
        var stamp = _time.UnixMicroseconds;
        _time.Set(3_600_000_000);

        Assert.Equal(_time.MonotonicMicroseconds(), _clock.MonotonicOf(stamp + 1000));
        _clock.EndBunch();
        Assert.Equal(_time.MonotonicMicroseconds(), _clock.MonotonicOf(stamp));
    }

    // A wall clock that can be set, and a monotonic one.
    private sealed class SetClock : TimeProvider
    {
        private long _monotonic = 1_000_000;
        private long _lead = 1_700_000_000_000_000;
        private long _pause;

        public long UnixMicroseconds => _monotonic + _lead;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => _monotonic;

        public override DateTimeOffset GetUtcNow()
        {
            _monotonic += _pause;
            _pause = 0;
            return DateTimeOffset.UnixEpoch.AddMicroseconds(UnixMicroseconds);
        }

        public void Pass(long microseconds) => _monotonic += microseconds;

        public void Set(long microseconds) => _lead += microseconds;

        public void StandStillOnce(long microseconds) => _pause = microseconds;
    }
}
