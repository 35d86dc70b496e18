using PortScanner.Core.Evidence;

namespace PortScanner.Core.Tests.Evidence;

public sealed class LossRuleTests
{
    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(2, 1, 4)]
    [InlineData(100, 0, 3)]
    [InlineData(100, 2, 3)]
    [InlineData(100, 10, 4)]
    [InlineData(100, 20, 6)]
    [InlineData(1000, 20, 3)]
    [InlineData(1000, 200, 8)]
    [InlineData(65_536, 1000, 4)]
    public void Attempts_follow_from_the_measured_loss(int answered, int afterRetry, int attempts) =>
        Assert.Equal(attempts, LossRule.RequiredAttempts(answered, afterRetry));

    [Theory]
    [InlineData(100, 50)]
    [InlineData(1000, 300)]
    [InlineData(10, 10)]
    public void Loss_that_eight_attempts_do_not_overcome_has_no_answer(int answered, int afterRetry) =>
        Assert.Null(LossRule.RequiredAttempts(answered, afterRetry));

    [Fact]
    public void More_loss_never_needs_fewer_attempts()
    {
        foreach (var answered in new[] { 1, 2, 10, 100, 1000 })
        {
            var before = 0;
            for (var afterRetry = 0; afterRetry <= answered; afterRetry++)
            {
                var attempts = LossRule.RequiredAttempts(answered, afterRetry) ?? int.MaxValue;
                Assert.True(attempts >= before, $"{afterRetry} of {answered}");
                Assert.True(attempts is >= LossRule.MinimumAttempts and (<= LossRule.MaximumAttempts or int.MaxValue));
                before = attempts;
            }
        }
    }

    [Fact]
    public void Chance_of_a_wrong_stealth_stays_under_one_in_a_hundred()
    {
        for (var answered = 0; answered <= 2000; answered += 50)
        {
            for (var afterRetry = 0; afterRetry <= answered; afterRetry += 5)
            {
                if (LossRule.RequiredAttempts(answered, afterRetry) is { } attempts)
                {
                    Assert.True((answered + 1) * Math.Pow(afterRetry / (answered + 4.0), attempts) < 0.01);
                }
            }
        }
    }
}
