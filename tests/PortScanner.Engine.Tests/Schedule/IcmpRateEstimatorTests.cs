using PortScanner.Engine.Schedule;

namespace PortScanner.Engine.Tests.Schedule;

public sealed class IcmpRateEstimatorTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(1)]
    public void Next_answer_is_overdue_a_quarter_later_than_the_last_ones_came(double interval)
    {
        var pace = Answered(interval, out var last);
        Assert.False(pace.IsOverdue(last + TimeSpan.FromSeconds(interval * 1.2), TimeSpan.Zero));
        Assert.False(pace.IsOverdue(last + TimeSpan.FromSeconds(interval * 1.3), TimeSpan.FromSeconds(interval)));
        Assert.True(pace.IsOverdue(last + TimeSpan.FromSeconds(interval * 1.3), TimeSpan.Zero));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void Several_are_asked_for_each_answer_and_more_once_it_should_have_come(double interval)
    {
        var pace = Answered(interval, out var last);
        Assert.InRange(pace.ProbeInterval(last).TotalSeconds, interval / 10, interval / 3);
        Assert.True(pace.ProbeInterval(last + TimeSpan.FromSeconds(interval * 1.1)) < pace.ProbeInterval(last) / 2);
    }

    [Fact]
    public void Drought_slows_down_to_an_answer_in_two_seconds_and_no_more()
    {
        var pace = Answered(0.1, out var last);
        for (var i = 0; i < 20; i++)
        {
            pace.OnNoReplies(last);
        }

        Assert.False(pace.IsOverdue(last + TimeSpan.FromSeconds(2.4), TimeSpan.Zero));
        Assert.True(pace.IsOverdue(last + TimeSpan.FromSeconds(2.6), TimeSpan.Zero));
    }

    [Fact]
    public void Questions_that_went_to_the_silent_are_made_up_for_by_more()
    {
        var pace = Answered(1, out var last);
        var before = pace.ProbeInterval(last);
        pace.OnTimeout();
        Assert.InRange(before / pace.ProbeInterval(last), 1.99, 2.01);
    }

    private static IcmpRateEstimator Answered(double interval, out TimeSpan last)
    {
        var pace = new IcmpRateEstimator();
        last = TimeSpan.FromSeconds(0.1);
        pace.Begin(last);
        for (var i = 0; i < 30; i++)
        {
            last += TimeSpan.FromSeconds(interval);
            pace.OnErrors(1, last);
        }

        return pace;
    }
}
