using Microsoft.Extensions.Time.Testing;

using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Reach;

namespace PortScanner.Web.Tests.Features.Reach;

public sealed class PathStateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Nothing_is_known_where_there_is_no_reflector()
    {
        var state = new PathState(_time, hasReflectors: false);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(state.IsCut);
        Assert.Equal((PeerLiveness.Never, PeerLiveness.Never), (state.SinceHeard(ProbeProtocol.Tcp), state.SinceCut(ProbeProtocol.Tcp)));
        Assert.Equal(PortPassage.Unknown, state.PassageOf(new Probe(ProbeKind.Syn, 80)));
        Assert.Equal(PortPassage.Unknown, state.PassageOf(new Probe(ProbeKind.Echo, null)));
    }

    [Fact]
    public void Path_is_cut_while_nothing_was_heard_for_three_seconds_and_that_is_remembered()
    {
        var state = new PathState(_time, hasReflectors: true);
        state.Heard(ProbeProtocol.Tcp);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal((TimeSpan.FromSeconds(2.9), PeerLiveness.Never), (state.SinceHeard(ProbeProtocol.Tcp), state.SinceCut(ProbeProtocol.Tcp)));
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(state.IsCut);
        state.Heard(ProbeProtocol.Tcp);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(state.IsCut);
        Assert.Equal(TimeSpan.FromSeconds(2), state.SinceCut(ProbeProtocol.Tcp));
    }

    [Fact]
    public void Path_on_which_no_reflector_ever_answered_is_cut()
    {
        var state = new PathState(_time, hasReflectors: true);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(state.IsCut);
        state.Begin();
        Assert.False(state.IsCut);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(state.IsCut);
    }

    [Theory]
    [InlineData(ProbeProtocol.Udp)]
    [InlineData(ProbeProtocol.Icmp)]
    public void Reflector_that_never_answers_a_protocol_says_nothing_of_it(ProbeProtocol protocol)
    {
        var state = new PathState(_time, hasReflectors: true);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(PeerLiveness.Never, state.SinceCut(protocol));
        state.Heard(protocol);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, state.SinceCut(protocol));
    }

    [Fact]
    public void Pings_leave_the_network_once_one_was_answered()
    {
        var state = new PathState(_time, hasReflectors: true);
        Assert.Equal(PortPassage.Unknown, state.PassageOf(new Probe(ProbeKind.Echo, null)));
        state.Heard(ProbeProtocol.Icmp);
        Assert.Equal(PortPassage.Open, state.PassageOf(new Probe(ProbeKind.Echo, null)));
    }

    [Fact]
    public void Port_that_is_still_to_be_asked_is_told_from_one_that_nobody_will_ask()
    {
        var state = new PathState(_time, hasReflectors: true);
        Assert.Equal(PortPassage.Unasked, state.PassageOf(new Probe(ProbeKind.Syn, 25)));
        Assert.Equal(PortPassage.Unasked, state.PassageOf(new Probe(ProbeKind.Dns, 53)));
        Assert.Equal(PortPassage.Unknown, state.PassageOf(new Probe(ProbeKind.UdpEmpty, 1001)));
    }

    [Fact]
    public void Map_tells_how_many_ports_are_filtered_and_testers_of_one_network_alike()
    {
        var state = new PathState(_time, hasReflectors: true);
        Assert.Null(state.Filtered);
        state.TakeMap(Map());
        Assert.Equal((PortPassage.Filtered, PortPassage.Open), (state.PassageOf(new Probe(ProbeKind.Syn, 25)), state.PassageOf(new Probe(ProbeKind.Syn, 80))));
        Assert.Equal(PortPassage.Unknown, state.PassageOf(new Probe(ProbeKind.UdpEmpty, 25)));
        Assert.Equal(2, state.Filtered?.Count);
        var other = Map();
        Assert.Equal(other.Hash(), state.Filtered!.Hash);
        other[ProbeProtocol.Udp, 25] = PortPassage.Filtered;
        Assert.NotEqual(other.Hash(), state.Filtered.Hash);
    }

    private static EgressMap Map()
    {
        var map = new EgressMap();
        map[ProbeProtocol.Tcp, 25] = PortPassage.Filtered;
        map[ProbeProtocol.Tcp, 80] = PortPassage.Open;
        map[ProbeProtocol.Udp, 19] = PortPassage.Filtered;
        return map;
    }
}
