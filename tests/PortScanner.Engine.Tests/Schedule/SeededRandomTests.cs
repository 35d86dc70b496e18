using PortScanner.Engine.Schedule;

namespace PortScanner.Engine.Tests.Schedule;

public sealed class SeededRandomTests
{
    // What it was when it was written: whoever has the seed of an old report draws the same with any later version.
    [Fact]
    public void Numbers_of_a_seed_stay_what_they_are()
    {
        var random = new SeededRandom(42, 1);
        Assert.Equal([705, 373, 134, 721, 720, 161, 104, 661], Enumerable.Range(0, 8).Select(_ => random.Next(1000)));
    }

    [Fact]
    public void Numbers_of_one_stream_tell_nothing_of_another_and_neither_do_those_of_the_next_seed()
    {
        var drawn = new[] { new SeededRandom(1, 0), new SeededRandom(1, 1), new SeededRandom(2, 0) }
            .Select(random => string.Join(' ', Enumerable.Range(0, 20).Select(_ => random.Next(10))));
        Assert.Equal(3, drawn.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void Every_number_below_the_bound_is_as_likely_as_any_other(int bound)
    {
        const int draws = 100_000;
        var random = new SeededRandom(7, 0);
        var counts = new int[bound];
        for (var i = 0; i < draws; i++)
        {
            counts[random.Next(bound)]++;
        }

        // Five standard deviations of a binomial count.
        var expected = (double)draws / bound;
        Assert.All(counts, count => Assert.InRange(count, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected))));
    }

    [Fact]
    public void Seed_is_drawn_for_each_scan_unless_the_operator_chose_one_and_every_reader_of_json_holds_it()
    {
        var drawn = Enumerable.Range(0, 100).Select(_ => ScanSeed.For(null).Value).ToList();
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.All(drawn, value => Assert.InRange(value, 0, ScanSeed.Largest));
        Assert.All(drawn, value => Assert.Equal(value, (long)(double)value));
        Assert.Contains(drawn, value => value > ScanSeed.Largest / 2);
        Assert.Equal(5, ScanSeed.For(5).Value);
    }
}
