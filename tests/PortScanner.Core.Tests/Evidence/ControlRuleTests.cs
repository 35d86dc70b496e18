using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Evidence;

namespace PortScanner.Core.Tests.Evidence;

public sealed class ControlRuleTests
{
    [Theory]
    [InlineData(1, 1, 1, 1.0 / 2)]
    [InlineData(4, 4, 1, 1.0 / 5)]
    [InlineData(4, 1, 1, 4.0 / 5)]
    [InlineData(1, 1, 10, 1.0 / 11)]
    [InlineData(4, 4, 4, 1.0 / 70)]
    [InlineData(4, 0, 4, 1.0)]
    [InlineData(0, 0, 1, 1.0)]
    public void Chance_is_that_of_drawing_controls_alone(int controls, int answered, int copies, double chance) =>
        Assert.Equal(chance, ControlRule.ChanceOfHiding(controls, answered, copies), 12);

    [Theory]
    [InlineData(4, 4, 1)]
    [InlineData(4, 2, 3)]
    [InlineData(8, 6, 2)]
    public void Chance_is_what_counting_in_random_orders_gives(int controls, int answered, int copies)
    {
        const int Rounds = 200_000;
        var random = new Random(1);
        var packets = Enumerable.Range(0, controls + copies).ToArray();
        var hidden = 0;
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(packets);
            hidden += packets.AsSpan(0, answered).ContainsAnyInRange(controls, controls + copies) ? 0 : 1;
        }

        Assert.InRange((double)hidden / Rounds, ControlRule.ChanceOfHiding(controls, answered, copies) - 0.01, ControlRule.ChanceOfHiding(controls, answered, copies) + 0.01);
    }

    [Fact]
    public void More_answers_and_more_packets_never_prove_less() =>
        Prop.ForAll<byte, byte, byte>((controls, answered, copies) =>
        {
            var (k, r) = (controls % 9, (copies % 10) + 1);
            var j = answered % (k + 1);
            var chance = ControlRule.ChanceOfHiding(k, j, r);
            return chance is >= 0 and <= 1
                && ControlRule.ChanceOfHiding(k, j, r + 1) <= chance
                && (j == 0 || ControlRule.ChanceOfHiding(k, j - 1, r) >= chance);
        }).QuickCheckThrowOnFailure();
}
