using PortScanner.Core.Evidence;

namespace PortScanner.Core.Tests.Evidence;

public sealed class HopDistanceTests
{
    [Theory]
    [InlineData(64, 0)]
    [InlineData(63, 1)]
    [InlineData(250, 5)]
    [InlineData(255, 0)]
    [InlineData(116, 12)]
    [InlineData(30, 2)]
    [InlineData(0, 32)]
    public void Distance_is_what_is_missing_to_the_next_usual_beginning(byte hopLimit, int distance) =>
        Assert.Equal(distance, HopDistance.Of(hopLimit));

    [Fact]
    public void Usual_distance_is_that_of_more_than_half_whatever_the_answers_began_with() =>
        Assert.Equal(3, HopDistance.UsualOf([61, 252, 125, 64, 60]));

    [Fact]
    public void Nothing_is_usual_in_one_answer_or_in_a_draw()
    {
        Assert.Null(HopDistance.UsualOf([]));
        Assert.Null(HopDistance.UsualOf([61]));
        Assert.Null(HopDistance.UsualOf([61, 60]));
    }
}
