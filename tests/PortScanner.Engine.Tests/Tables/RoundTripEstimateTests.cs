using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Tables;

public sealed class RoundTripEstimateTests
{
    [Fact]
    public void Nothing_is_known_before_the_first_sample() => Assert.Null(new RoundTripEstimate().Timeout);

    [Fact]
    public void First_sample_is_trebled()
    {
        var estimate = new RoundTripEstimate();
        estimate.Add(20_000);

        // RFC 6298 section 2.2: RTTVAR = R / 2, RTO = SRTT + 4 RTTVAR.
        Assert.Equal(TimeSpan.FromMilliseconds(60), estimate.Timeout);
    }

    [Fact]
    public void Second_sample_moves_the_estimate_by_an_eighth_and_its_variation_by_a_quarter()
    {
        var estimate = new RoundTripEstimate();
        estimate.Add(20_000);
        estimate.Add(28_000);

        // RFC 6298 section 2.3: RTTVAR = 3/4 * 10 + 1/4 * 8 = 9.5 ms; SRTT = 7/8 * 20 + 1/8 * 28 = 21 ms.
        Assert.Equal(TimeSpan.FromMilliseconds(21 + (4 * 9.5)), estimate.Timeout);
    }

    [Theory]
    [InlineData(1_000u)]
    [InlineData(600_000u)]
    public void Equal_samples_leave_a_quarter_of_the_round_trip_as_margin(uint sample)
    {
        var estimate = new RoundTripEstimate();
        for (var i = 0; i < 100; i++)
        {
            estimate.Add(sample);
        }

        Assert.Equal(sample * 1.25, estimate.Timeout!.Value.TotalMicroseconds, 1.0);
    }

    [Fact]
    public void Seed_stands_for_the_samples_of_another_connection()
    {
        var estimate = new RoundTripEstimate();
        estimate.Seed(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(50));
        Assert.Equal(TimeSpan.FromMilliseconds(800), estimate.Timeout);
        estimate.Add(600_000);
        Assert.Equal(TimeSpan.FromMilliseconds(750), estimate.Timeout);
    }

    [Theory]
    [InlineData(1_000_000u)]
    [InlineData(31_000_000u)]
    public void Answer_that_was_sent_a_second_time_is_no_sample(uint later)
    {
        var estimate = new RoundTripEstimate();
        estimate.Add(20_000);
        var before = estimate.Timeout;
        estimate.Add(20_000 + later);
        Assert.Equal(before, estimate.Timeout);
    }

    [Fact]
    public void Answers_that_are_mostly_later_than_the_seed_lengthen_the_estimate()
    {
        var estimate = new RoundTripEstimate();
        estimate.Seed(TimeSpan.FromMilliseconds(0.3), TimeSpan.FromMilliseconds(0.1));
        estimate.Add(1_500_000);
        Assert.InRange(estimate.Timeout!.Value, TimeSpan.FromMilliseconds(1500), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Path_that_becomes_longer_is_believed_once_most_of_the_last_answers_are_late()
    {
        var estimate = new RoundTripEstimate();
        for (var i = 0; i < 1000; i++)
        {
            estimate.Add(20_000);
        }

        var late = 0;
        while (estimate.Timeout < TimeSpan.FromMilliseconds(1500) && ++late < 100)
        {
            estimate.Add(1_500_000);
        }

        Assert.InRange(late, 10, 40);
    }

    [Fact]
    public void Answer_after_six_seconds_is_no_sample()
    {
        var estimate = new RoundTripEstimate();
        estimate.Add(6_200_000);
        Assert.Null(estimate.Timeout);
        estimate.Seed(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(10));
        estimate.Add(6_200_000);
        Assert.Equal(TimeSpan.FromMilliseconds(60), estimate.Timeout);
    }

    [Fact]
    public void Sample_of_no_time_at_all_is_one()
    {
        var estimate = new RoundTripEstimate();
        estimate.Add(0);
        Assert.NotNull(estimate.Timeout);
    }
}
