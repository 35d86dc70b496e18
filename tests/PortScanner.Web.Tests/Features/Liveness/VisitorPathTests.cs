using Microsoft.Extensions.Time.Testing;

using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Liveness;

namespace PortScanner.Web.Tests.Features.Liveness;

/// <summary>What counts as a sign of the visitor, and what does not.</summary>
public sealed class VisitorPathTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider _time = new();
    private readonly VisitorSigns _signs;

    public VisitorPathTests()
    {
        _time.Advance(TimeSpan.FromDays(1));
        _signs = new VisitorSigns(_time);
    }

    [Fact]
    public void Visitor_was_there_when_asking_and_silence_shows_nothing_from_then_on()
    {
        _time.Advance(Second);
        using var path = new VisitorPath(_signs, null, _time);
        Assert.Equal(new PeerLiveness(PeerLiveness.Never, Second), path.Look());
        _time.Advance(4 * Second);
        Assert.Equal(new PeerLiveness(PeerLiveness.Never, 5 * Second), path.Look());
    }

    [Fact]
    public void Visitor_who_is_heard_over_any_connection_of_the_scan_is_there()
    {
        var first = new Connection();
        using var path = new VisitorPath(_signs, first, _time);
        _time.Advance(7 * Second);
        first.Sign = Heard(6);
        _time.Advance(Interval);
        Assert.Equal(Heard(6), path.Look());
        path.Add(new Connection { Sign = Heard(2) });
        Assert.Equal(Heard(2), path.Look());
    }

    [Fact]
    public void Visitor_whose_connections_are_closed_was_last_heard_over_them()
    {
        var only = new Connection { Sign = Heard(0.5) };
        using var path = new VisitorPath(_signs, only, _time);
        _time.Advance(10 * Second);
        Assert.Equal(Heard(0.5), path.Look());
        (only.IsOpen, only.Sign) = (false, PeerLiveness.None);
        _time.Advance(3 * Second);
        Assert.Equal(Heard(3.5), path.Look());
    }

    [Fact]
    public void Answer_shows_that_the_visitor_was_there_when_it_was_asked_for_and_nothing_of_the_path()
    {
        using var path = new VisitorPath(_signs, null, _time);
        _time.Advance(10 * Second);
        var sign = _signs.Ask();
        _time.Advance(3 * Second);
        Assert.Equal(13 * Second, path.Look().SinceSeen);
        _signs.Take(sign);
        Assert.Equal(new PeerLiveness(PeerLiveness.Never, 3 * Second), path.Look());

        // However often it is sent.
        _time.Advance(Second);
        _signs.Take(sign);
        Assert.Equal(4 * Second, path.Look().SinceSeen);
    }

    [Fact]
    public void Answer_that_was_not_asked_for_or_comes_behind_a_later_one_changes_nothing()
    {
        using var path = new VisitorPath(_signs, null, _time);
        var (early, late) = (_signs.Ask(), "");
        _time.Advance(2 * Second);
        late = _signs.Ask();
        _signs.Take(late);
        _signs.Take(early);
        _signs.Take("0123456789abcdef");
        _signs.Take("");
        Assert.Equal(TimeSpan.Zero, path.Look().SinceSeen);
        Assert.NotEqual(early, late);
    }

    [Fact]
    public void Questions_without_an_answer_are_forgotten()
    {
        var first = _signs.Ask();
        for (var i = 0; i < 40; i++)
        {
            _time.Advance(Second);
            _signs.Ask();
        }

        var seenAt = _signs.SeenAt;
        _signs.Take(first);
        Assert.Equal(seenAt, _signs.SeenAt);
    }

    [Fact]
    public void Connections_are_asked_no_longer_once_the_scan_is_over_or_they_are_too_many()
    {
        Connection[] connections = [.. Enumerable.Range(0, 20).Select(_ => new Connection())];
        var path = new VisitorPath(_signs, connections[0], _time);
        Array.ForEach(connections, path.Add);
        Assert.Equal(12, connections.Count(connection => connection.IsStopped));
        Assert.False(connections[^1].IsStopped);
        path.Dispose();
        Assert.All(connections, connection => Assert.True(connection.IsStopped));

        var late = new Connection { Sign = Heard(0) };
        path.Add(late);
        _time.Advance(9 * Second);
        Assert.Equal(9 * Second, path.Look().SinceSeen);
    }

    [Fact]
    public void Who_looks_asks_no_connection_and_what_was_learnt_grows_older()
    {
        var connection = new Connection { Sign = Heard(0) };
        using var path = new VisitorPath(_signs, connection, _time);
        _time.Advance(Interval);
        var asked = connection.Looks;
        _time.Advance(Interval / 2);
        Assert.Equal(new PeerLiveness(Interval / 2, Interval / 2), path.Look());
        Assert.Equal(asked, connection.Looks);
    }

    [Fact]
    public void Connections_are_not_looked_at_once_the_scan_is_over()
    {
        var connection = new Connection { Sign = Heard(0) };
        var path = new VisitorPath(_signs, connection, _time);
        path.Dispose();
        var asked = connection.Looks;
        _time.Advance(Second);
        Assert.Equal(asked, connection.Looks);
        Assert.Equal(Second, path.Look().SinceHeard);
    }

    [Fact]
    public void Flow_is_that_of_the_connection_that_carries_something_all_the_time()
    {
        var (page, sign) = (new Connection(), new Connection());
        using var path = new VisitorPath(_signs, page, _time);
        Assert.Null(path.Flow);
        path.Add(sign);
        sign.Flow = Carried(1);
        _time.Advance(Interval);
        Assert.Equal(Carried(1) with { Connection = 1 }, path.Flow);
        for (var i = 2; i < 12; i++)
        {
            page.Flow = Carried(i);
            _time.Advance(Interval);
        }

        // The other has carried nothing for a second and a half.
        Assert.Equal(Carried(11), path.Flow);
        sign.Flow = Carried(2);
        _time.Advance(Interval);
        Assert.Equal(Carried(11), path.Flow);
        page.Flow = Carried(11) with { Retransmitted = 1 };
        _time.Advance(Interval);
        var last = path.Flow;
        Assert.Equal(1, last?.Retransmitted);
        _time.Advance(Interval);
        Assert.Same(last, path.Flow);
    }

    private static ConnectionFlow Carried(int segments) => new(0, segments, 0, Interval, Interval, Interval);

    private static PeerLiveness Heard(double seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));

    private sealed class Connection : IVisitorConnection
    {
        public PeerLiveness Sign { get; set; } = PeerLiveness.None;

        public bool IsOpen { get; set; } = true;

        public bool IsStopped { get; private set; }

        public PathRoundTrip? RoundTrip => null;

        public ConnectionFlow? Flow { get; set; }

        public int Looks { get; private set; }

        public PeerLiveness Look()
        {
            Looks++;
            return Sign;
        }

        public void StopAsking() => IsStopped = true;
    }
}
