using PortScanner.Engine.Contract;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>What the pace rests on: queues, rates, shares, and what the visitor's connection tells.</summary>
public sealed class PathSignsTests
{
    [Fact]
    public void Queue_is_what_all_of_the_last_round_trips_have_above_the_least()
    {
        var queue = new QueueDelay(learnsJitter: false);
        Assert.Equal(TimeSpan.Zero, queue.Value(3));
        foreach (var milliseconds in (int[])[20, 80, 60, 70])
        {
            queue.Add(Ms(milliseconds));
        }

        Assert.Equal(Ms(40), queue.Value(3));
        Assert.Equal(Ms(50), queue.Value(1));
        queue.Restart();
        Assert.Equal((0, TimeSpan.Zero), (queue.Count, queue.Value(3)));
        queue.Add(Ms(65));
        queue.Rebase(1);
        Assert.Equal(Ms(65), queue.Base);
    }

    [Fact]
    public void Jitter_is_no_queue()
    {
        var (radio, line) = (new QueueDelay(learnsJitter: true), new QueueDelay(learnsJitter: true));
        for (var i = 0; i < 20; i++)
        {
            radio.Add(Ms(i % 2 == 0 ? 20 : 80));
            line.Add(Ms(20 + (3 * i)));
        }

        Assert.InRange(radio.Value(1), TimeSpan.Zero, Ms(20));
        Assert.InRange(line.Value(1), Ms(45), Ms(57));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Latest_round_trip_is_read_from_how_far_the_smoothed_one_has_moved(int count)
    {
        var signs = new ConnectionSigns();
        Assert.Null(signs.Look(Ms(250), Flow(10, Ms(20)), 0, isAlone: false));
        var smoothed = Ms(20);
        for (var i = 0; i < count; i++)
        {
            smoothed += (Ms(100) - smoothed) / 8;
        }

        var look = signs.Look(Ms(500), Flow(10 + count, smoothed), 0, isAlone: false);
        Assert.Equal(Ms(250), look?.From);
        Assert.InRange(look!.Value.RoundTrip!.Value, Ms(99.9), Ms(100.1));
    }

    [Fact]
    public void Look_at_a_connection_that_carried_nothing_or_at_another_one_tells_nothing()
    {
        var signs = new ConnectionSigns();
        signs.Look(Ms(250), Flow(10, Ms(20)), 0, isAlone: false);
        Assert.Null(signs.Look(Ms(500), Flow(10, Ms(20)), 100, isAlone: false));
        Assert.Null(signs.Look(Ms(750), Flow(90, Ms(200)) with { Connection = 2 }, 200, isAlone: false));
        Assert.NotNull(signs.Look(Ms(1000), Flow(91, Ms(200)) with { Connection = 2 }, 300, isAlone: false));
    }

    [Fact]
    public void Arrivals_are_counted_over_the_last_moments()
    {
        var arrivals = new ArrivalRate();
        for (var i = 0; i <= 50; i++)
        {
            arrivals.Add(Ms(20 * i));
        }

        var (perSecond, answers) = arrivals.Of(Ms(1000));
        Assert.InRange(perSecond, 49.9, 50.1);
        Assert.InRange(answers, ArrivalRate.Enough, 10);
        Assert.Equal(0, arrivals.Of(Ms(2000)).Answers);
    }

    [Fact]
    public void Share_is_low_when_twice_in_a_row_fewer_answers_come_of_as_many_packets()
    {
        var share = new AnswerShare();
        share.Note(50, 100);
        share.Note(45, 100);
        Assert.False(share.IsLow);
        share.Note(45, 200);
        Assert.Equal((true, false), (share.IsLow, share.IsLowForLong));
        share.Note(45, double.PositiveInfinity);
        Assert.False(share.IsLowForLong);
        share.Note(45, 250);
        Assert.True(share.IsLowForLong);
    }

    [Fact]
    public void Pace_of_a_moment_is_that_of_the_last_step_before()
    {
        var history = new PaceHistory();
        Assert.Equal(double.PositiveInfinity, history.At(Ms(1)));
        for (var i = 0; i < 100; i++)
        {
            history.Add(Ms(10 * i), i);
        }

        Assert.Equal(97, history.At(Ms(975)));
        Assert.Equal(99, history.At(Ms(5000)));
        Assert.Equal(double.PositiveInfinity, history.At(Ms(100)));
    }

    [Fact]
    public void Samples_are_taken_in_turn_and_the_oldest_are_missed_by_who_is_late()
    {
        var samples = new RoundTripSamples();
        Assert.False(samples.TryTake(out _));
        for (var i = 1u; i <= 300; i++)
        {
            samples.Add(i);
        }

        Assert.True(samples.TryTake(out var first));
        Assert.InRange(first.TotalMicroseconds, 45, 47);
        var count = 1;
        for (; samples.TryTake(out _); count++)
        {
        }

        Assert.InRange(count, 254, 256);
    }

    private static ConnectionFlow Flow(long delivered, TimeSpan smoothed) => new(1, delivered, 0, smoothed, Ms(1), Ms(20));

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
