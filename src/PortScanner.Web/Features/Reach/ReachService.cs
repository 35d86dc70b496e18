using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Reach;

/// <summary>
/// What this tester knows of its own way out, from addresses of the operator's own that answer on every port: by it the silence of a target is told from that
/// of the tester's own network (decision 45).
/// </summary>
/// <param name="reflectors">The reflectors; of a family that has none, nothing is known.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class ReachService(IReadOnlyList<IPAddress> reflectors, TimeProvider timeProvider, ILogger<ReachService> logger) : BackgroundService
{
    private readonly PathState _ipv4 = new(timeProvider, reflectors.Any(IsIpv4));
    private readonly PathState _ipv6 = new(timeProvider, !reflectors.All(IsIpv4));

    /// <summary>What a scan of an address family is told of the path, for <see cref="ScanShare.Path"/>.</summary>
    public ITesterPath PathOf(AddressFamily family) => StateOf(family);

    /// <summary>How long ago a reflector of a family last answered; null if it has none, or none ever did.</summary>
    public TimeSpan? SinceHeard(AddressFamily family) =>
        StateOf(family).SinceHeard(ProbeProtocol.Tcp) is var since && since < PeerLiveness.Never ? since : null;

    /// <summary>Whether a family has reflectors of which none answers: no scan of it should be begun here.</summary>
    public bool IsCut(AddressFamily family) => StateOf(family).IsCut;

    /// <summary>Which ports of a family this network does not let out; null before all were asked.</summary>
    public FilteredPorts? FilteredOf(AddressFamily family) => StateOf(family).Filtered;

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        ((AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]).Select(family => WatchAsync(family, stoppingToken)));

    private Task WatchAsync(AddressFamily family, CancellationToken stopping)
    {
        IPAddress[] own = [.. reflectors.Where(reflector => reflector.AddressFamily == family)];
        if (own.Length > 0)
        {
            return new ReachWatch(own, StateOf(family), timeProvider, logger).RunAsync(stopping);
        }

        ReachLog.NoReflector(logger, family == AddressFamily.InterNetwork ? "IPv4" : "IPv6");
        return Task.CompletedTask;
    }

    private PathState StateOf(AddressFamily family) => family == AddressFamily.InterNetwork ? _ipv4 : _ipv6;

    private static bool IsIpv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;
}
