using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Core.Words;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine;

/// <summary>
/// The engine: one sender thread, one capture, many scans.
/// </summary>
/// <remarks>
/// A scan takes these steps.
/// <list type="number">
/// <item>The address policy is asked once more, whatever Admission said before.</item>
/// <item>The source address is the configured one, or else what the kernel's routing says.</item>
/// <item>It is promised its part of the machine's pace, a block of source ports is taken, and the UDP ones are bound.</item>
/// <item>The scan is made findable for the receiver, and only then handed to the sender.</item>
/// <item>Results are handed on as they are decided; what stayed silent is concluded at the end.</item>
/// <item>Where firewall tests are asked for, they follow as a stage of their own: with source ports that no SYN left from, as a firewall
/// with a memory would take them for a part of that connection, and with what is left of the time.</item>
/// <item>However it ends, sending stops and the source ports are given back.</item>
/// </list>
/// </remarks>
public sealed class ScanEngine : IScanEngine, IDisposable
{
    /// <summary>How many blocks of source ports the firewall tests take: for a SYN and each of the eight tests that may go to one port.</summary>
    public const int FirewallBlocks = 3;

    private readonly ScanEngineOptions _options;
    private readonly Func<IPAddress, Phrase?> _refusalOf;
    private readonly TimeProvider _timeProvider;
    private readonly ProbeOrigins _origins;
    private readonly SourcePortSlots _slots;
    private readonly ScanRoom _room;
    private readonly SenderLoop _sender;
    private readonly PacketCapture _capture;
    private bool _isDisposed;

    /// <summary>Opens the capture and starts the threads.</summary>
    /// <param name="options">The operator's settings.</param>
    /// <param name="refusalOf">The address policy: why an address must not be probed; null if it may be.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="EngineStartException">A right, a library or an option is wrong.</exception>
    public ScanEngine(ScanEngineOptions options, Func<IPAddress, Phrase?> refusalOf, TimeProvider timeProvider)
    {
        _options = options;
        _refusalOf = refusalOf;
        _timeProvider = timeProvider;
        _origins = EngineOptionsValidation.Read(options);
        _slots = new SourcePortSlots(_origins.Ports, timeProvider);
        _room = new ScanRoom(options.PacketsPerSecond, options.PacketsPerSecondPerTarget, options.MaximumProbes);
        _sender = new SenderLoop(options.PacketsPerSecond, timeProvider);
        _capture = new PacketCapture(new AnswerMatcher(_slots), _origins.Ports, options.CaptureBufferBytes, timeProvider);
        _capture.Start();
        _sender.Start();
    }

    /// <summary>How many packets the capture lost since the start, a stop of it counting as one.</summary>
    public long CaptureLossCount => _capture.ReadLossCount();

    /// <summary>How many packets were handed to the kernel since the start.</summary>
    public long PacketsSent => _sender.PacketCount;

    /// <summary>How many packets the capture handed over since the start; ICMP that is not for a scan is among them.</summary>
    public long PacketsReceived => _capture.PacketCount;

    /// <summary>How many scans began since the start.</summary>
    public long ScanCount => _room.PromiseCount;

    /// <summary>How many scans can run at once.</summary>
    public int Capacity => _slots.Capacity;

    /// <inheritdoc />
    public Task<ScanRefusal?> WhyNotReadyAsync(CancellationToken cancellationToken) => Task.FromResult(WhyNotReady());

    // Where this machine may test itself, it needs nobody else.
    private ScanRefusal? WhyNotReady() =>
        !_capture.IsRunning ? ScanRefusal.NoCapture
        : _refusalOf(IPAddress.Loopback) is null || NetworkLinks.IsAnyUp() ? null
        : ScanRefusal.NoRoute;

    /// <inheritdoc />
    public Task<ProbeRoute> RouteForAsync(ScanTarget target, CancellationToken cancellationToken) => Task.FromResult(RouteFor(target));

    private ProbeRoute RouteFor(ScanTarget target) =>
        Routes.To(target.Address, IPAddress.IsLoopback(target.Address) ? null : _origins.Addresses.GetValueOrDefault(target.Family))
            ?? throw ScanRefusedException.NoRoute();

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ScanAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_refusalOf(target.Address) is { } refusal)
        {
            throw ScanRefusedException.ByPolicy(refusal);
        }

        if (_origins.Prefix?.Contains(IpAddressBits.Of(target.Address)) == true)
        {
            throw ScanRefusedException.OwnPrefix();
        }

        if (!_capture.IsRunning)
        {
            throw ScanRefusedException.NoCapture();
        }

        using var promise = _room.TryPromise(plan.Probes.Count, plan.Pace.Interval) ?? throw ScanRefusedException.NoRoom();
        var source = RouteFor(target).Source;
        var prefix = plan.Pace.IsGentle ? null : PrefixFor(target, source);
        var udpSource = prefix is null ? source : IPAddress.IPv6Any;
        var begun = _timeProvider.GetTimestamp();
        var watch = new TargetWatch(connection);
        var probes = new ProbeTable(plan, ControlPorts.Draw(plan, RandomNumberGenerator.GetInt32));
        using var ports = Lease(udpSource, probes.UdpVariantCount, 1);
        using var firewallPorts = plan.TestsFirewall ? Lease(source, 0, FirewallBlocks) : null;
        yield return [];
        var found = new Dictionary<Probe, ProbeResult>();
        await foreach (var results in RunAsync(target, source, prefix, ports, probes, plan.TimeBudget, plan.Pace.Interval, watch, progress, cancellationToken))
        {
            yield return results;
            foreach (var result in plan.TestsFirewall ? results : [])
            {
                found[result.Probe] = result;
            }
        }

        if (firewallPorts is not null)
        {
            var stage = FirewallStage.After(plan, found.Values, RandomNumberGenerator.GetInt32);
            progress?.BeginFirewallTests();
            await Task.Delay(plan.Pace.Interval ?? TimeSpan.Zero, _timeProvider, cancellationToken);
            var timeLeft = plan.TimeBudget - _timeProvider.GetElapsedTime(begun);

            // From one address alone: what a firewall remembers of it is what is tested.
            await foreach (var results in RunAsync(target, source, null, firewallPorts, new ProbeTable(stage.Plan, []), timeLeft, plan.Pace.Interval, watch, progress, cancellationToken))
            {
                yield return stage.Tell(results);
            }
        }
    }

    /// <summary>
    /// Clears what packets left in the memory that is no object's, if no scan is under way: the capture's rings are made anew. A scan that
    /// would begin meanwhile waits, for some milliseconds.
    /// </summary>
    /// <returns>False, with nothing cleared, if there is a scan.</returns>
    public bool TryForget() => _room.TryWhileEmpty(_capture.Renew);

    /// <inheritdoc />
    public void Dispose()
    {
        // A container that knows the engine under two types disposes of it twice, and the packets' memory can be freed but once.
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _sender.Dispose();
        _capture.Dispose();
    }

    // Packets between addresses of this machine meet no limit, and must not seem to come from a stranger.
    private SourcePrefix? PrefixFor(ScanTarget target, IPAddress source) =>
        target.Family == AddressFamily.InterNetworkV6 && !target.Address.Equals(source) ? _origins.Prefix : null;

    private SourcePortLease Lease(IPAddress source, int udpCount, int blocks)
    {
        var lease = SourcePortLease.TryTake(_slots, source, udpCount);
        if (lease is null || !lease.TryAdd(blocks - 1))
        {
            lease?.Dispose();
            throw ScanRefusedException.NoFreeSourcePort();
        }

        return lease;
    }

    private async IAsyncEnumerable<IReadOnlyList<ProbeResult>> RunAsync(
        ScanTarget target,
        IPAddress source,
        SourcePrefix? prefix,
        SourcePortLease ports,
        ProbeTable probes,
        TimeSpan budget,
        TimeSpan? interval,
        TargetWatch watch,
        ScanProgress? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var identity = new ScanIdentity(target.Address, source, ports.FirstPorts, prefix) { ProbeUri = _origins.Uri };
        var state = new ScanState(identity, probes, watch.Connection.RoundTrip);
        var sending = new ScanSending(
            target,
            state,
            budget,
            _sender.SenderFor(source),
            _capture,
            _options.PacketsPerSecondPerTarget,
            _timeProvider,
            watch,
            progress,
            interval);
        var results = new ScanResults(state, sending, _timeProvider);
        try
        {
            ports.Put(state);
            _sender.Add(sending);
            while (true)
            {
                await state.Signal.WaitAsync(cancellationToken);
                var decided = results.Take();
                if (decided.Count > 0)
                {
                    yield return decided;
                }

                if (sending.IsOver)
                {
                    break;
                }
            }

            // An answer in UDP may be of many datagrams, of which the first decided the probe.
            await Task.Delay(results.TimeForMoreReplies(), _timeProvider, cancellationToken);
            yield return results.Conclude();
        }
        finally
        {
            sending.Stop();
        }
    }
}
