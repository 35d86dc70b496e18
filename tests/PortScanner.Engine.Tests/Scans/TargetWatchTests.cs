using PortScanner.Engine.Contract;
using PortScanner.Engine.Scans;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>When a target counts as away, and when as gone.</summary>
public sealed class TargetWatchTests : ITargetConnection
{
    private readonly TargetWatch _watch;
    private PeerLiveness _liveness = new(TimeSpan.Zero, TimeSpan.Zero);
    private int _looks;

    public TargetWatchTests() => _watch = new TargetWatch(this);

    PathRoundTrip? ITargetConnection.RoundTrip => null;

    ConnectionFlow? ITargetConnection.Flow => null;

    PeerLiveness ITargetConnection.Look()
    {
        _looks++;
        return _liveness;
    }

    [Fact]
    public void Target_that_is_not_seen_is_away_until_it_is_seen_again()
    {
        Assert.Equal((false, false), At(0, sinceSeen: 4.4));
        Assert.Equal((true, false), At(1, sinceSeen: 4.5));
        Assert.Equal((true, false), At(15, sinceSeen: 18.5));
        Assert.Equal((false, false), At(15.3, sinceSeen: 0.1));
        Assert.Equal((true, false), At(20.3, sinceSeen: 5));
        Assert.Equal(TimeSpan.FromSeconds(20.3), _watch.LastSuspended);
    }

    [Fact]
    public void Target_that_stays_away_for_twenty_seconds_is_gone_for_good()
    {
        Assert.Equal((true, false), At(5, sinceSeen: 4.5));
        Assert.Equal((true, false), At(20.4, sinceSeen: 19.9));
        Assert.Equal((true, true), At(20.7, sinceSeen: 20.2));
        Assert.Equal((false, true), At(21, sinceSeen: 0));
    }

    [Fact]
    public void Target_of_which_nothing_is_known_is_away_from_the_beginning()
    {
        _liveness = PeerLiveness.None;
        _watch.Look(TimeSpan.Zero);
        Assert.True(_watch.IsSuspended);
    }

    [Fact]
    public void Target_is_away_at_the_very_moment_at_which_patience_ends()
    {
        // Between two looks, which are a quarter of a second apart.
        Assert.Equal((false, false), At(0, sinceSeen: 4.4));
        Assert.Equal((false, false), At(0.099, sinceSeen: 4.499));
        Assert.Equal(1, _looks);
        Assert.Equal((true, false), At(0.1, sinceSeen: 4.5));
    }

    [Fact]
    public void Process_that_stood_still_does_not_hold_against_the_target_what_it_could_not_see()
    {
        Assert.Equal((false, false), At(0, sinceSeen: 0));
        Assert.Equal((true, false), At(60, sinceSeen: 60));
        Assert.Equal((false, false), At(61, sinceSeen: 0.5));
    }

    private (bool IsSuspended, bool IsTimedOut) At(double now, double sinceSeen)
    {
        _liveness = new PeerLiveness(PeerLiveness.Never, TimeSpan.FromSeconds(sinceSeen));
        _watch.Look(TimeSpan.FromSeconds(now));
        return (_watch.IsSuspended, _watch.IsTimedOut);
    }
}
