using PortScanner.Engine.Scanning;

namespace PortScanner.Engine.Tests.Scanning;

/// <summary>When a target counts as away, and when as gone.</summary>
public sealed class TargetWatchTests : ITargetConnection
{
    private readonly TargetWatch _watch;
    private TargetSign _sign = new(TimeSpan.Zero, IsAsked: true);

    public TargetWatchTests() => _watch = new TargetWatch(this);

    PathRoundTrip? ITargetConnection.RoundTrip => null;

    TargetSign ITargetConnection.Look() => _sign;

    [Fact]
    public void Target_that_is_not_heard_is_away_until_it_is_heard_again()
    {
        Assert.Equal((false, false), At(0, sinceHeard: 4.9));
        Assert.Equal((true, false), At(1, sinceHeard: 5));
        Assert.Equal((true, false), At(50, sinceHeard: 54));
        Assert.Equal((false, false), At(51, sinceHeard: 0.1));
        Assert.Equal((true, false), At(57, sinceHeard: 6));
    }

    [Fact]
    public void Target_that_stays_away_for_a_minute_is_gone_for_good()
    {
        Assert.Equal((true, false), At(5, sinceHeard: 5));
        Assert.Equal((true, false), At(59.5, sinceHeard: 59.5));
        Assert.Equal((true, true), At(60, sinceHeard: 60));
        Assert.Equal((false, true), At(61, sinceHeard: 0));
    }

    [Fact]
    public void Target_that_was_not_asked_has_not_failed_to_answer()
    {
        Assert.Equal((false, false), At(5, sinceHeard: 3600, isAsked: false));
        Assert.Equal((true, false), At(100, sinceHeard: 100));
        Assert.Equal((false, false), At(101, sinceHeard: 101, isAsked: false));
        Assert.Equal((true, false), At(156, sinceHeard: 156));
    }

    private (bool IsAway, bool IsGone) At(double now, double sinceHeard, bool isAsked = true)
    {
        _sign = new TargetSign(TimeSpan.FromSeconds(sinceHeard), isAsked);
        _watch.Look(TimeSpan.FromSeconds(now));
        return (_watch.IsAway, _watch.IsGone);
    }
}
