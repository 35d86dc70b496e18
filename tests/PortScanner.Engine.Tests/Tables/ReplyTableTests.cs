using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Tables;

public sealed class ReplyTableTests
{
    [Fact]
    public void Datagrams_are_counted_for_their_probe_alone()
    {
        var table = new ReplyTable(3);
        table.Count(1, 0);
        table.Count(1, 65_507);

        Assert.Equal([(0, 0), (2, 65_507), (0, 0)], Enumerable.Range(0, 3).Select(table.Take));
    }

    [Fact]
    public void More_is_there_when_something_came_since_it_was_taken()
    {
        var table = new ReplyTable(1);
        Assert.False(table.HasMore(0));

        table.Count(0, 0);
        Assert.True(table.HasMore(0));

        table.Take(0);
        Assert.False(table.HasMore(0));
    }

    [Fact]
    public void Count_of_a_flood_stops_before_it_runs_over()
    {
        const int most = (1 << 24) - 1;
        var table = new ReplyTable(1);
        for (var i = 0; i < most + 10; i++)
        {
            table.Count(0, 65_507);
        }

        Assert.Equal((most, most * 65_507L), table.Take(0));
    }
}
