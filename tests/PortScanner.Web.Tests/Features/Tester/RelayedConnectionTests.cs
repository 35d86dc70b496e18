using Microsoft.Extensions.Time.Testing;

using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Tests.Features.Tester;

/// <summary>What the tester believes of a visitor whom only the front end sees.</summary>
public sealed class RelayedConnectionTests
{
    private readonly FakeTimeProvider _time = new();

    public RelayedConnectionTests() => _time.Advance(TimeSpan.FromDays(1));

    [Fact]
    public void What_was_told_grows_older_by_itself()
    {
        var connection = new RelayedConnection(null, PathMessage.Of(new StayingVisitor(), _time), _time);
        Assert.Equal(new StayingVisitor().Look(), connection.Look());
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(4.3), connection.Look().SinceSeen);
        connection.Update(PathMessage.Of(new StayingVisitor(), _time));
        Assert.Equal(TimeSpan.FromSeconds(0.3), connection.Look().SinceSeen);
    }

    // As they lie in the socket of a tester that was suspended and goes on.
    [Fact]
    public void Message_that_lay_around_is_as_old_as_it_says()
    {
        var connection = new RelayedConnection(null, null, _time);
        var late = PathMessage.Of(new StayingVisitor(), _time);
        _time.Advance(TimeSpan.FromMinutes(1));
        connection.Update(late);
        Assert.Equal(TimeSpan.FromSeconds(60.3), connection.Look().SinceSeen);
    }

    // Another tester may go on in the place of one that its web node no longer hears.
    [Fact]
    public void Word_that_is_older_than_the_lease_shows_nobody_whatever_it_said()
    {
        var connection = new RelayedConnection(null, PathMessage.Of(new StayingVisitor(), _time), _time, lease: TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2.3), connection.Look().SinceSeen);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromSeconds(5), connection.Look().SinceSeen);
        connection.Update(PathMessage.Of(new StayingVisitor(), _time));
        Assert.Equal(TimeSpan.FromSeconds(0.3), connection.Look().SinceSeen);
    }

    [Fact]
    public void Visitor_of_whom_nothing_was_told_is_not_there() => Assert.Equal(PeerLiveness.None, new RelayedConnection(null, null, _time).Look());

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, 1_000_000_000L)] // told in a second
    [InlineData(0, long.MinValue)]
    public void What_cannot_be_is_no_sign(long since, long later)
    {
        var at = later == long.MinValue ? later : _time.GetTimestamp() + later;
        Assert.Equal(PeerLiveness.None, new RelayedConnection(null, new PathMessage(at, since, since), _time).Look());
    }

    [Fact]
    public void What_the_connection_carried_is_told_and_is_another_object_once_it_is_another()
    {
        var connection = new RelayedConnection(null, PathMessage.Of(new StayingVisitor(), _time), _time);
        var flow = connection.Flow;
        Assert.Equal(new StayingVisitor().Flow, flow);
        connection.Update(PathMessage.Of(new StayingVisitor(), _time));
        Assert.Same(flow, connection.Flow);
        var more = new StayingVisitor { Flow = flow! with { Delivered = 41 } };
        connection.Update(PathMessage.Of(more, _time));
        Assert.Equal(more.Flow, connection.Flow);
        connection.Update(PathMessage.Of(new StayingVisitor { Flow = null }, _time));
        Assert.Equal(more.Flow, connection.Flow);
        Assert.Null(new RelayedConnection(null, null, _time).Flow);
    }

    [Theory]
    [InlineData(-1, 0, 20_000, 0, 20_000)]
    [InlineData(1, -1, 20_000, 0, 20_000)]
    [InlineData(1, long.MaxValue, 20_000, 0, 20_000)]
    [InlineData(1, 0, 0, 0, 20_000)]
    [InlineData(1, 0, 20_000, -1, 20_000)]
    [InlineData(1, 0, 20_000, 0, 0)]
    [InlineData(1, 0, 20_000, 0, long.MaxValue)]
    public void Flow_that_cannot_be_is_none(long delivered, long retransmitted, long smoothed, long variation, long least) =>
        Assert.Null(new FlowMessage(1, delivered, retransmitted, smoothed, variation, least).ToFlow());
}
