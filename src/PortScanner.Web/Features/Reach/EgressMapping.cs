using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Reach;

/// <summary>
/// Finds out which ports the tester's own network lets out, by asking reflectors on them. A port leaves it if one reflector refuses it, as a host does on which
/// nobody listens; and is filtered if none did when all were asked twice: another answer is somebody else's. So a firewall of one reflector's own, or
/// a service on it, hides nothing where there is another.
/// </summary>
/// <param name="reflectors">Whom to ask, all of one family.</param>
/// <param name="errors">Who else refuses; null if this process has no right to know.</param>
/// <param name="state">Is told what was heard.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class EgressMapping(IReadOnlyList<IPAddress> reflectors, PathErrors? errors, PathState state, TimeProvider timeProvider)
{
    /// <summary>How many connections are tried a second: in both families together as many as a scan begins with.</summary>
    public const int ConnectionsPerSecond = 600;

    // The kernel sends a SYN again after a second, and after two more.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3.5)];
    private static readonly TimeSpan ErrorsArriveWithin = TimeSpan.FromMilliseconds(200);

    // What Linux answers for good (net.ipv4.icmp_ratelimit), with a little to spare.
    private static readonly TimeSpan DatagramGap = TimeSpan.FromMilliseconds(1050);

    private const int TicksPerSecond = 50;
    private const int FirstPorts = 200;

    /// <summary>All TCP ports, those first that most scans ask.</summary>
    public static IReadOnlyList<ushort> TcpPorts { get; } =
        [.. ServiceCatalogue.Default.QuickTcpPorts.Concat(Enumerable.Range(0, ushort.MaxValue + 1).Select(port => (ushort)port)).Distinct()];

    /// <summary>The UDP ports that have a service. More would take hours, as who is asked says of one a second that it is closed.</summary>
    public static IReadOnlyList<ushort> UdpPorts(AddressFamily family) => [.. ProbeKinds.UdpServices(family).Select(service => service.Port!.Value).Distinct()];

    /// <summary>Asks for ports, the two protocols at the same time.</summary>
    /// <param name="map">Is told what is found.</param>
    /// <param name="tcpPorts">Of TCP.</param>
    /// <param name="udpPorts">Of UDP.</param>
    /// <param name="whenUdpIsDone">Called once no more of UDP is asked.</param>
    /// <param name="stopping">Gives it up.</param>
    /// <returns>False if the path was cut meanwhile: then nothing more is filtered, and it is to be tried again.</returns>
    public async Task<bool> RunAsync(EgressMap map, IReadOnlyList<ushort> tcpPorts, IReadOnlyList<ushort> udpPorts, Action whenUdpIsDone, CancellationToken stopping)
    {
        var begun = timeProvider.GetTimestamp();
        var areMapped = await Task.WhenAll(MapTcpAsync(map, tcpPorts, begun, stopping), MapUdpAsync(map, udpPorts, begun, whenUdpIsDone, stopping));
        return Array.TrueForAll(areMapped, isMapped => isMapped);
    }

    // What most scans ask is known before the rest.
    private async Task<bool> MapTcpAsync(EgressMap map, IReadOnlyList<ushort> ports, long begun, CancellationToken stopping)
    {
        foreach (var some in (IEnumerable<ushort>[])[ports.Take(FirstPorts), ports.Skip(FirstPorts)])
        {
            var left = await AskTwiceAsync(ProbeProtocol.Tcp, [.. some], ConnectionsPerSecond / TicksPerSecond, TimeSpan.FromSeconds(1) / TicksPerSecond, map, stopping);
            if (!TryMark(ProbeProtocol.Tcp, left, map, begun))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> MapUdpAsync(EgressMap map, IReadOnlyList<ushort> ports, long begun, Action whenDone, CancellationToken stopping)
    {
        var left = await AskTwiceAsync(ProbeProtocol.Udp, [.. ports], 1, DatagramGap, map, stopping);
        whenDone();
        return TryMark(ProbeProtocol.Udp, left, map, begun);
    }

    private bool TryMark(ProbeProtocol protocol, ushort[] ports, EgressMap map, long begun)
    {
        if (state.SinceCut(ProbeProtocol.Tcp) <= timeProvider.GetElapsedTime(begun))
        {
            return false;
        }

        Array.ForEach(ports, port => map[protocol, port] = PortPassage.Filtered);
        return true;
    }

    // Returns what no reflector refused.
    private async Task<ushort[]> AskTwiceAsync(
        ProbeProtocol protocol, ushort[] ports, int atOnce, TimeSpan gap, EgressMap map, CancellationToken stopping)
    {
        foreach (var patience in Patience)
        {
            foreach (var reflector in reflectors)
            {
                errors?.Forget(protocol);
                var left = new List<ushort>();
                foreach (var second in ports.Chunk(ConnectionsPerSecond))
                {
                    left.AddRange(await AskAsync(protocol, second, reflector, atOnce, gap, patience, map, stopping));
                }

                ports = [.. left];
            }
        }

        return ports;
    }

    private async Task<IEnumerable<ushort>> AskAsync(
        ProbeProtocol protocol, ushort[] ports, IPAddress reflector, int atOnce, TimeSpan gap, TimeSpan patience, EgressMap map, CancellationToken stopping)
    {
        var asked = new List<Task<(ushort Port, bool IsRefused)>>(ports.Length);
        using var timer = new PeriodicTimer(gap, timeProvider);
        foreach (var few in ports.Chunk(atOnce))
        {
            asked.AddRange(few.Select(port => AskAsync(protocol, port, reflector, patience, stopping)));
            await timer.WaitForNextTickAsync(stopping);
        }

        var answers = await Task.WhenAll(asked);
        if (errors is not null)
        {
            await Task.Delay(ErrorsArriveWithin, timeProvider, stopping);
        }

        var left = new List<ushort>();
        foreach (var (port, isRefused) in answers)
        {
            if (isRefused && errors?.WasRejected(protocol, port, reflector) != true)
            {
                map[protocol, port] = PortPassage.Open;
            }
            else
            {
                left.Add(port);
            }
        }

        return left;
    }

    private async Task<(ushort Port, bool IsRefused)> AskAsync(
        ProbeProtocol protocol, ushort port, IPAddress reflector, TimeSpan patience, CancellationToken stopping)
    {
        var to = new IPEndPoint(reflector, port);
        var answer = protocol == ProbeProtocol.Udp
            ? await ReflectorSockets.SendAsync(to, patience, stopping)
            : await ReflectorSockets.ConnectAsync(to, patience, stopping);
        if (answer != ReflectorAnswer.Refused)
        {
            return (port, false);
        }

        state.Heard(protocol);
        return (port, true);
    }
}
