using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Reach;

namespace PortScanner.Web.Tests.Features.Reach;

/// <summary>The mapping with addresses of this machine as reflectors; a network that filters is a matter of the lab.</summary>
public sealed class EgressMappingTests
{
    private static readonly IPAddress First = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.2");

    private readonly PathState _state = new(TimeProvider.System, hasReflectors: true);

    [Theory]
    [InlineData(false, PortPassage.Filtered)]
    [InlineData(true, PortPassage.Open)]
    public async Task Port_that_somebody_answers_is_filtered_unless_another_reflector_refuses_it(bool areTwo, PortPassage passage)
    {
        using var accepting = Bound(SocketType.Stream, ProtocolType.Tcp);
        accepting.Listen();
        using var silent = Bound(SocketType.Dgram, ProtocolType.Udp);
        using var unused = Bound(SocketType.Stream, ProtocolType.Tcp);
        var closed = PortOf(unused);
        unused.Dispose();
        var map = new EgressMap();
        using var heard = new Timer(_ => _state.Heard(ProbeProtocol.Tcp), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        var mapping = new EgressMapping(areTwo ? [First, Second] : [First], null, _state, TimeProvider.System);
        Assert.True(await mapping.RunAsync(map, [closed, PortOf(accepting), 0], [closed, PortOf(silent)], () => { }, TestContext.Current.CancellationToken));
        Assert.Equal(
            (PortPassage.Open, PortPassage.Open, PortPassage.Open, passage, passage),
            (map[ProbeProtocol.Tcp, closed], map[ProbeProtocol.Udp, closed], map[ProbeProtocol.Tcp, 0], map[ProbeProtocol.Tcp, PortOf(accepting)], map[ProbeProtocol.Udp, PortOf(silent)]));
        Assert.InRange(_state.SinceHeard(ProbeProtocol.Udp), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Nothing_is_filtered_because_the_path_was_cut()
    {
        using var silent = Bound(SocketType.Dgram, ProtocolType.Udp);
        var map = new EgressMap();
        var mapping = new EgressMapping([First], null, _state, TimeProvider.System);
        _state.Begin();

        // No answer comes in three seconds, as nothing of TCP is asked.
        Assert.False(await mapping.RunAsync(map, [], [PortOf(silent)], () => { }, TestContext.Current.CancellationToken));
        Assert.Equal(PortPassage.Unknown, map[ProbeProtocol.Udp, PortOf(silent)]);
    }

    [Fact]
    public void All_ports_of_tcp_are_asked_once_and_the_usual_ones_first()
    {
        Assert.Equal(ushort.MaxValue + 1, EgressMapping.TcpPorts.Distinct().Count());
        Assert.Equal(ServiceCatalogue.Default.QuickTcpPorts, EgressMapping.TcpPorts.Take(ServiceCatalogue.Default.QuickTcpPorts.Count));
        Assert.Equal(ushort.MaxValue + 1, EgressMapping.TcpPorts.Count);
    }

    private static Socket Bound(SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(First, 0));
        return socket;
    }

    private static ushort PortOf(Socket socket) => (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
}
