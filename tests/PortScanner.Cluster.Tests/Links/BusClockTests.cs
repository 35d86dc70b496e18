using Microsoft.Extensions.Time.Testing;

using PortScanner.Cluster.Links;

namespace PortScanner.Cluster.Tests.Links;

public sealed class BusClockTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryBroker.MemoryBus _bus = new MemoryBroker().Connect();
    private readonly BusClock _clock;

    public BusClockTests()
    {
        _clock = new BusClock(_bus, _time);
        Pass(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void It_goes_while_the_bus_is_well() => Assert.Equal(TimeSpan.FromSeconds(10), Passed(() => Pass(TimeSpan.FromSeconds(10))));

    [Fact]
    public void It_stands_still_while_the_bus_is_ill_and_two_seconds_after()
    {
        Assert.Equal(TimeSpan.Zero, Passed(() =>
        {
            _bus.IsWell = false;
            Pass(TimeSpan.FromSeconds(20));
            Assert.Equal(TimeSpan.FromSeconds(19.95), _clock.IllFor);
            _bus.IsWell = true;
            Pass(TimeSpan.FromSeconds(2));
        }));
        Assert.Equal(TimeSpan.Zero, _clock.IllFor);
        Assert.Equal(TimeSpan.FromSeconds(1), Passed(() => Pass(TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void It_counts_a_fifth_of_a_second_where_this_process_itself_stood_still() => Assert.Equal(TimeSpan.FromSeconds(0.2), Passed(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(30));
        _clock.Look();
    }));

    private TimeSpan Passed(Action action)
    {
        var before = _clock.Now;
        action();
        return _clock.Now - before;
    }

    private void Pass(TimeSpan time)
    {
        for (var beats = time / LinkTimes.Beat; beats > 0; beats--)
        {
            _time.Advance(LinkTimes.Beat);
            _clock.Look();
        }
    }
}
