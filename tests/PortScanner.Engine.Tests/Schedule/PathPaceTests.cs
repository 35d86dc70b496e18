using PortScanner.Engine.Contract;
using PortScanner.Engine.Schedule;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>The rule by itself; what becomes of it on a path is simulated elsewhere.</summary>
public sealed class PathPaceTests
{
    private const double Ceiling = 10_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(20);

    private readonly PathPace _pace = new(Ceiling);
    private TimeSpan _now = TimeSpan.FromSeconds(1);
    private TimeSpan _smoothed = RoundTrip;
    private long _delivered = 5;
    private long _retransmitted;
    private int _jitter;

    [Theory]
    [InlineData(10_000, 1200)]
    [InlineData(200, 200)]
    [InlineData(25, 25)]
    public void Scan_begins_moderately_and_never_above_the_ceiling(double ceiling, double begin) => Assert.Equal(begin, new PathPace(ceiling).PacketsPerSecond);

    [Fact]
    public void Ceiling_below_the_slowest_pace_is_kept_whatever_is_told()
    {
        var pace = new PathPace(25);
        for (var i = 0; i < 200; i++)
        {
            _now += Look;
            pace.OnSent(_now, 6);
            pace.OnAnswer(_now, RoundTrip * (1 + (i % 20)));
            pace.OnReplies(10 * i, 5 * i);
            pace.OnControls(_now, i / 4, 3 * i, 100);
            _retransmitted += i % 2;
            pace.OnConnection(_now, Flow(RoundTrip * (1 + (i % 30)), ++_delivered));
            Assert.Equal(25, pace.PacketsPerSecond);
        }
    }

    [Fact]
    public void Pace_stays_moderate_where_nothing_is_told()
    {
        for (var i = 0; i < 100; i++)
        {
            Send(Look);
        }

        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
    }

    [Fact]
    public void Connection_that_carries_something_lets_the_pace_grow_to_the_ceiling()
    {
        for (var i = 0; i < 12; i++)
        {
            SendAndLook(RoundTrip);
        }

        Assert.Equal(Ceiling, _pace.PacketsPerSecond);
    }

    [Fact]
    public void Connection_that_is_only_asked_whether_it_lives_tells_nothing()
    {
        for (var i = 0; i < 12; i++)
        {
            SendAndLook(RoundTrip, delivered: 0);
        }

        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
    }

    [Fact]
    public void Pace_that_is_not_used_does_not_grow()
    {
        for (var i = 0; i < 12; i++)
        {
            _now += Look;
            _pace.OnConnection(_now, Flow(RoundTrip, ++_delivered));
        }

        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
    }

    [Fact]
    public void Connection_that_falls_silent_takes_the_pace_back()
    {
        for (var i = 0; i < 12; i++)
        {
            SendAndLook(RoundTrip);
        }

        for (var i = 0; i < 5; i++)
        {
            SendAndLook(RoundTrip, delivered: 0);
        }

        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
    }

    [Fact]
    public void Segments_that_wait_make_the_pace_fall_until_they_no_longer_do()
    {
        for (var i = 0; i < 5; i++)
        {
            SendAndLook(RoundTrip);
        }

        var before = _pace.PacketsPerSecond;
        SendAndLook(RoundTrip + TimeSpan.FromMilliseconds(60));
        var fallen = _pace.PacketsPerSecond;
        Assert.InRange(fallen, PathPace.Least, before * 0.7);

        // The segment left before.
        SendAndLook(RoundTrip + TimeSpan.FromMilliseconds(60));
        Assert.Equal(fallen, _pace.PacketsPerSecond);
        SendAndLook(RoundTrip);
        SendAndLook(RoundTrip);
        Assert.InRange(_pace.PacketsPerSecond, fallen, before);
        Assert.True(_pace.PacketsPerSecond > fallen);
    }

    [Fact]
    public void Connection_that_loses_segments_while_the_scan_sends_and_not_before_makes_what_was_asked_count_for_nothing()
    {
        for (var i = 0; i < 8; i++)
        {
            _now += Look;
            _pace.OnConnection(_now, Flow(RoundTrip, ++_delivered));
        }

        var began = _now;
        SendAndLook(RoundTrip);
        Assert.False(_pace.HasOverrunSince(began));
        SendAndLook(RoundTrip, lost: 1);
        SendAndLook(RoundTrip, lost: 1);
        Assert.True(_pace.HasOverrunSince(began));
        Assert.False(_pace.HasOverrunSince(_now + Look));
        Assert.True(_pace.PacketsPerSecond < PathPace.Moderate);
    }

    [Fact]
    public void Connection_that_always_loses_some_is_no_sign_of_the_scans_doing()
    {
        for (var i = 0; i < 10; i++)
        {
            _now += Look;
            _retransmitted += i % 2;
            _pace.OnConnection(_now, Flow(RoundTrip, ++_delivered));
        }

        var began = _now;
        for (var i = 0; i < 10; i++)
        {
            SendAndLook(RoundTrip, lost: i % 2);
        }

        Assert.False(_pace.HasOverrunSince(began));
    }

    [Fact]
    public void Answers_missed_without_a_queue_halve_a_pace_that_has_grown_and_no_other()
    {
        _pace.OnReplies(100, 90);
        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
        for (var i = 0; i < 12; i++)
        {
            SendAndLook(RoundTrip);
        }

        _pace.OnReplies(200, 92);
        Assert.Equal(Ceiling, _pace.PacketsPerSecond);
        _pace.OnReplies(300, 112);
        Assert.Equal(Ceiling / 2, _pace.PacketsPerSecond);
        SendAndLook(RoundTrip);
        Assert.Equal(Ceiling / 2, _pace.PacketsPerSecond);
    }

    [Theory]
    [InlineData(100, 50)]
    [InlineData(1000, 500)]
    [InlineData(60_000, 1200)]
    public void Round_behind_one_whose_controls_were_all_missed_takes_two_seconds_at_most(int outstanding, double pace)
    {
        _pace.OnControls(_now, 4, 0, outstanding);
        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
        _pace.OnControls(_now, 4, 4, outstanding);
        Assert.Equal(pace, _pace.PacketsPerSecond);
    }

    [Fact]
    public void Queue_that_stays_although_the_pace_has_fallen_is_somebody_elses()
    {
        SendAndLook(RoundTrip);
        var least = _pace.PacketsPerSecond;
        for (var i = 0; i < 60; i++)
        {
            SendAndLook(RoundTrip + TimeSpan.FromMilliseconds(150));
            least = Math.Min(least, _pace.PacketsPerSecond);
        }

        Assert.InRange(least, PathPace.Least, PathPace.Moderate / 2);
        Assert.True(_pace.PacketsPerSecond > 2 * least);
    }

    [Theory]
    [InlineData(false, PathPace.Moderate / 8, PathPace.Moderate / 2)]
    [InlineData(true, PathPace.Least, PathPace.Least)]
    public void Queue_is_the_scans_own_until_half_its_pace_leaves_it_as_it_is_and_until_the_least_where_packets_get_lost(bool isAnyMissed, double least, double most)
    {
        SendAndLook(RoundTrip);
        _pace.OnReplies(5, isAnyMissed ? 1 : 0);
        Assert.InRange(PaceThatRisesAgain(RoundTrip + TimeSpan.FromMilliseconds(40)), least, most);
    }

    [Fact]
    public void Queue_that_is_seen_first_at_the_least_pace_is_somebody_elses_as_well()
    {
        SendAndLook(RoundTrip);
        PaceThatRisesAgain(RoundTrip + TimeSpan.FromMilliseconds(150));
        _pace.OnControls(_now, 4, 0, 1);
        _pace.OnControls(_now, 4, 4, 1);
        Assert.Equal(PathPace.Least, _pace.PacketsPerSecond);
        SendAndLook(TimeSpan.FromMilliseconds(400));
        Assert.Equal(PathPace.Least, PaceThatRisesAgain(TimeSpan.FromMilliseconds(400)));
    }

    [Fact]
    public void Pace_near_that_at_which_the_path_suffered_falls_when_nothing_more_is_told()
    {
        for (var i = 0; i < 8; i++)
        {
            SendAndLook(RoundTrip);
        }

        SendAndLook(RoundTrip + TimeSpan.FromMilliseconds(60));
        for (var i = 0; i < 20; i++)
        {
            SendAndLook(RoundTrip);
        }

        var told = _pace.PacketsPerSecond;
        Send(TimeSpan.FromMilliseconds(300));
        Assert.Equal(told, _pace.PacketsPerSecond);
        Send(TimeSpan.FromMilliseconds(300));
        Assert.InRange(_pace.PacketsPerSecond, PathPace.Moderate, 0.9 * told);
    }

    [Fact]
    public void Last_answers_of_a_round_are_those_that_took_longest_and_tell_of_no_queue()
    {
        Answer(TimeSpan.FromSeconds(2), 2, () => Jittered(60));
        var pace = _pace.PacketsPerSecond;
        for (var i = 0; i < 4; i++)
        {
            _now += TimeSpan.FromMilliseconds(30);
            _pace.OnAnswer(_now, RoundTrip + TimeSpan.FromMilliseconds(120));
        }

        Assert.Equal(pace, _pace.PacketsPerSecond);
    }

    [Fact]
    public void Answers_that_are_far_apart_tell_of_no_jitter()
    {
        Answer(TimeSpan.FromSeconds(2), 4, () => RoundTrip);
        for (var i = 1; i <= 3; i++)
        {
            Send(TimeSpan.FromMilliseconds(300));
            _pace.OnAnswer(_now, RoundTrip + TimeSpan.FromMilliseconds(80 * i));
        }

        var before = _pace.PacketsPerSecond;
        for (var i = 0; i < 3; i++)
        {
            Send(TimeSpan.FromMilliseconds(20));
            _pace.OnAnswer(_now, RoundTrip + TimeSpan.FromMilliseconds(85));
        }

        Assert.InRange(_pace.PacketsPerSecond, PathPace.Least, 0.7 * before);
    }

    [Fact]
    public void Pace_that_fell_for_missed_controls_rises_again_where_they_are_missed_all_the_same()
    {
        _pace.OnControls(_now, 4, 0, 100);
        _pace.OnControls(_now, 4, 4, 100);
        Assert.Equal(50, _pace.PacketsPerSecond);
        _pace.OnControls(_now, 7, 5, 100);
        Assert.Equal(50, _pace.PacketsPerSecond);
        _pace.OnControls(_now, 8, 8, 100);
        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
        _pace.OnControls(_now, 8, 12, 100);
        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
    }

    [Theory]
    [InlineData(0, 2)] // too few
    [InlineData(1, 3)] // one was answered
    public void Controls_that_may_be_missed_by_chance_change_nothing(int answered, int missed)
    {
        _pace.OnControls(_now, 4, 0, 100);
        _pace.OnControls(_now, 4 + answered, missed, 100);
        Assert.Equal(PathPace.Moderate, _pace.PacketsPerSecond);
    }

    // The pace before it rises while the queue stays.
    private double PaceThatRisesAgain(TimeSpan roundTrip)
    {
        for (var i = 0; i < 100; i++)
        {
            var before = _pace.PacketsPerSecond;
            SendAndLook(roundTrip);
            if (_pace.PacketsPerSecond > before)
            {
                return before;
            }
        }

        throw new InvalidOperationException("The pace never rises.");
    }

    // A thousand packets leave a second, of which some are answered.
    private void Answer(TimeSpan time, int oneOf, Func<TimeSpan> roundTrip)
    {
        for (var until = _now + time; _now < until; _now += TimeSpan.FromMilliseconds(1))
        {
            _pace.OnSent(_now, 1);
            if (_now.Milliseconds % oneOf == 0)
            {
                _pace.OnAnswer(_now, roundTrip());
            }
        }
    }

    private TimeSpan Jittered(int milliseconds) => RoundTrip + TimeSpan.FromMilliseconds(_jitter = (_jitter + 37) % milliseconds);

    private void SendAndLook(TimeSpan roundTrip, int delivered = 1, int lost = 0)
    {
        Send(Look);
        _delivered += delivered;
        _retransmitted += lost;
        _pace.OnConnection(_now, Flow(roundTrip, _delivered));
    }

    private void Send(TimeSpan time)
    {
        for (var until = _now + time; _now < until; _now += TimeSpan.FromMilliseconds(10))
        {
            _pace.OnSent(_now, (int)Math.Ceiling(_pace.PacketsPerSecond / 100));
        }
    }

    private ConnectionFlow Flow(TimeSpan roundTrip, long delivered)
    {
        _smoothed += (roundTrip - _smoothed) / 8;
        return new ConnectionFlow(1, delivered, _retransmitted, _smoothed, TimeSpan.FromMilliseconds(1), RoundTrip);
    }
}
