using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

using PortScanner.Core.Probes;

namespace PortScanner.Web.Features.Reach;

/// <summary>Asks the reflectors of one address family all the time, and which ports leave this network at the start and each day.</summary>
internal sealed class ReachWatch(IReadOnlyList<IPAddress> reflectors, PathState state, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan MapEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan MapAgainAfter = TimeSpan.FromSeconds(10);

    // The dynamic ports (RFC 6335 section 6), on which hardly anybody listens.
    private const int FirstPort = 49152;

    private readonly string _family = reflectors[0].AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
    private volatile bool _isMappingUdp;

    /// <summary>Runs until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var errors = TryOpenErrors();
        state.Begin();

        // None of them ends by itself; what fails is the program's to tell.
        await await Task.WhenAny(
        [
            .. errors is null ? Array.Empty<Task>() : [errors.ListenAsync(stopping)],
            AskForEverAsync(AskTcpAsync, stopping),
            AskForEverAsync(AskUdpAsync, stopping),
            AskForEverAsync(AskEchoAsync, stopping),
            TellForEverAsync(stopping),
            MapForEverAsync(errors, stopping),
        ]);
    }

    private PathErrors? TryOpenErrors()
    {
        try
        {
            return new PathErrors(reflectors[0].AddressFamily, reflectors);
        }
        catch (SocketException)
        {
            ReachLog.ErrorsUnseen(logger, _family);
            return null;
        }
    }

    private async Task AskForEverAsync(Func<IPAddress, CancellationToken, Task> ask, CancellationToken stopping)
    {
        var asked = new HashSet<Task>();
        using var timer = new PeriodicTimer(Interval, timeProvider);
        do
        {
            asked.RemoveWhere(task => task.IsCompleted);
            asked.UnionWith(reflectors.Select(reflector => ask(reflector, stopping)));
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task AskTcpAsync(IPAddress reflector, CancellationToken stopping)
    {
        // Whatever is answered shows that packets come and go; a port is closed as a rule.
        if (await ReflectorSockets.ConnectAsync(Anywhere(reflector), Patience, stopping) == ReflectorAnswer.Refused)
        {
            state.Heard(ProbeProtocol.Tcp);
        }
    }

    private async Task AskUdpAsync(IPAddress reflector, CancellationToken stopping)
    {
        // One limit holds for these answers and for those to the mapping, which tells of them itself.
        if (!_isMappingUdp && await ReflectorSockets.SendAsync(Anywhere(reflector), Patience, stopping) == ReflectorAnswer.Refused)
        {
            state.Heard(ProbeProtocol.Udp);
        }
    }

    private async Task AskEchoAsync(IPAddress reflector, CancellationToken stopping)
    {
        if (await ReflectorSockets.PingAsync(reflector, Patience, stopping))
        {
            state.Heard(ProbeProtocol.Icmp);
        }
    }

    private async Task TellForEverAsync(CancellationToken stopping)
    {
        bool? wasCut = null;
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            var isCut = state.IsCut;
            if (isCut != wasCut && (isCut || state.SinceHeard(ProbeProtocol.Tcp) < PathState.Patience))
            {
                wasCut = isCut;
                Tell(isCut);
            }
        }
    }

    private void Tell(bool isCut)
    {
        if (isCut)
        {
            ReachLog.Cut(logger, _family);
        }
        else
        {
            ReachLog.Heard(logger, _family);
        }
    }

    private async Task MapForEverAsync(PathErrors? errors, CancellationToken stopping)
    {
        var mapping = new EgressMapping(reflectors, errors, state, timeProvider);
        var isFirst = true;
        while (true)
        {
            // What was known holds until it is known anew; at the start nothing is.
            var map = isFirst ? state.Map : new EgressMap();
            _isMappingUdp = true;
            var isMapped = !state.IsCut && await mapping.RunAsync(map, EgressMapping.TcpPorts, EgressMapping.UdpPorts(reflectors[0].AddressFamily), () => _isMappingUdp = false, stopping);
            _isMappingUdp = false;
            if (isMapped)
            {
                isFirst = false;
                state.TakeMap(map);
                ReachLog.Mapped(logger, _family, map.CountFiltered(ProbeProtocol.Tcp), map.CountFiltered(ProbeProtocol.Udp));
            }
            else
            {
                ReachLog.MappingGivenUp(logger, _family);
            }

            await Task.Delay(isMapped ? MapEvery : MapAgainAfter, timeProvider, stopping);
        }
    }

    private static IPEndPoint Anywhere(IPAddress reflector) => new(reflector, RandomNumberGenerator.GetInt32(FirstPort, ushort.MaxValue + 1));
}
