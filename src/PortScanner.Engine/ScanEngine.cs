using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
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
/// <item>Its part of the machine's pace is reserved, a block of source ports is taken, and the UDP ones are bound. Here at the latest the source
/// address turns out to be gone.</item>
/// <item>Once the source address is not this machine's any more, the scan ends: no answer could come back, whoever has it then.</item>
/// <item>The scan is made findable for the receiver, and only then handed to the sender.</item>
/// <item>Where a reply came that bears no secret, a second block of source ports is drawn, and the probe is asked from there, too.</item>
/// <item>Results are handed on as they are decided; what stayed silent is concluded at the end.</item>
/// <item>Where firewall tests are asked for, they follow as a stage of their own: with source ports that no SYN left from, as a firewall
/// with a memory would take them for a part of that connection, and with what is left of the time.</item>
/// <item>However it ends, and if it is never read, sending stops and the source ports are given back (<see cref="BegunScan"/>).</item>
/// </list>
/// </remarks>
public sealed class ScanEngine : ITesterEngine, IDisposable
{
    /// <summary>How many blocks of source ports the firewall tests take: for a SYN and each of the eight tests that may go to one port.</summary>
    public const int FirewallBlocks = 3;

    private readonly ScanEngineOptions _options;
    private readonly Func<IPAddress, Message?> _refusalOf;
    private readonly TimeProvider _timeProvider;
    private readonly ProbeOrigins _origins;
    private readonly SourcePortSlots _slots;
    private readonly ScanCapacity _capacity;
    private readonly SenderLoop _sender;
    private readonly PacketCapture _capture;
    private readonly AddressWatch _addresses;
    private bool _isDisposed;

    /// <summary>Opens the capture and starts the threads.</summary>
    /// <param name="options">The operator's settings.</param>
    /// <param name="refusalOf">The address policy: why an address must not be probed; null if it may be.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="EngineStartException">A right, a library or an option is wrong.</exception>
    public ScanEngine(ScanEngineOptions options, Func<IPAddress, Message?> refusalOf, TimeProvider timeProvider)
    {
        _options = options;
        _refusalOf = refusalOf;
        _timeProvider = timeProvider;
        _origins = EngineOptionsValidation.Read(options);
        _slots = new SourcePortSlots(_origins.Ports, timeProvider);
        _capacity = new ScanCapacity(options.PacketsPerSecond, options.PacketsPerSecondPerTarget, options.MaximumProbes);
        _addresses = new AddressWatch(timeProvider);
        _sender = new SenderLoop(options.PacketsPerSecond, timeProvider);
        _capture = new PacketCapture(new ReplyMatcher(_slots), _origins.Ports, options.CaptureBufferBytes, timeProvider);
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
    public long ScanCount => _capacity.ReservationCount;

    /// <summary>How many scans can run at once.</summary>
    public int Capacity => _slots.Capacity;

    /// <summary>Whether the capture runs, without which nothing can be asked.</summary>
    public bool IsCapturing => _capture.IsRunning;

    /// <summary>What is left of the machine for scans that begin now.</summary>
    public ScanRoom Room => _capacity.Room with { Scans = _slots.FreeCount };

    /// <inheritdoc />
    public Task<ScanRejection?> CheckReadinessAsync(CancellationToken cancellationToken) => Task.FromResult(CheckReadiness());

    // Where this machine may test itself, it needs nobody else.
    private ScanRejection? CheckReadiness() =>
        !_capture.IsRunning ? ScanRejection.NoCapture
        : _refusalOf(IPAddress.Loopback) is null || NetworkLinks.IsAnyUp() ? null
        : ScanRejection.NoRoute;

    /// <inheritdoc />
    public Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken) =>
        BeginAsync(target, plan, null, connection, progress, cancellationToken);

    /// <inheritdoc />
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The holdings own the reservation, and the scan that begins owns those.")]
    public async Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ScanShare? share, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken)
    {
        if (WhyRejected(target) is { } rejected)
        {
            return rejected;
        }

        if (Routes.To(target.Address, IPAddress.IsLoopback(target.Address) ? null : _origins.Addresses[target.Family].FirstOrDefault()) is not { } route)
        {
            return RejectedScan.Because(ScanRejection.NoRoute);
        }

        var part = PlanPart.Of(plan, share);
        if (_capacity.TryReserve(part.ProbeCount, plan.Pace.Interval) is not { } reservation)
        {
            return RejectedScan.Because(ScanRejection.NoCapacity);
        }

        var holdings = new ScanHoldings(_slots, reservation);
        BegunScan? begun = null;
        try
        {
            var others = plan.Pace.IsGentle ? null : OthersFor(target, route.Source);
            var seed = ScanSeed.For(_options.Seed);
            var probes = new ProbeTable(part.Asked, ControlPorts.Draw(plan, seed.ControlPorts, part.IsOutOfReach), part.Known);
            var ports = holdings.TryTake(others is null ? route.Source : target.Family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, probes.UdpSourcePortCount, 1);
            var firewallPorts = part.Asked.TestsFirewall && ports is not null ? holdings.TryTake(route.Source, 0, FirewallBlocks) : null;
            if (ports is null || (part.Asked.TestsFirewall && firewallPorts is null))
            {
                return RejectedScan.Because(ScanRejection.NoFreeSourcePort);
            }

            var run = new Run(target, part, seed, route.Source, _sender.SenderFor(route.Source), new TargetWatch(connection), progress);
            var stage = new Stage(probes, ports, seed.Order, part.Budget, plan.Wait, others, [.. others?.Addresses.Select(_sender.SenderFor) ?? []]);
            var scan = ScanAsync(run, stage, firewallPorts, cancellationToken);
            begun = new BegunScan(route, scan, holdings) { Seed = seed.Value, PacketsPerSecond = reservation.PacketsPerSecond };
            return begun;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // The source address is not this machine's any more, or not yet: an IPv6 address is tentative until nobody else claims it.
            return RejectedScan.Because(ScanRejection.NoRoute);
        }
        finally
        {
            if (begun is null)
            {
                await holdings.DisposeAsync();
            }
        }
    }

    private RejectedScan? WhyRejected(ScanTarget target) =>
        _refusalOf(target.Address) is { } refusal ? RejectedScan.ByPolicy(refusal)
        : _origins.Prefix?.Contains(IpAddressBits.Of(target.Address)) == true ? RejectedScan.OwnPrefix()
        : !_capture.IsRunning ? RejectedScan.Because(ScanRejection.NoCapture)
        : null;

    private async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ScanAsync(
        Run run, Stage stage, SourcePortLease? firewallPorts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = _timeProvider.GetTimestamp();
        var plan = run.Part.Asked;
        if (run.Part.Unasked.Count > 0)
        {
            yield return run.Part.Unasked;
        }

        var found = new Dictionary<Probe, ProbeResult>();
        await foreach (var results in RunAsync(run, stage, cancellationToken))
        {
            yield return results;
            foreach (var result in plan.TestsFirewall ? results : [])
            {
                found[result.Probe] = result;
            }
        }

        if (firewallPorts is not null)
        {
            var tests = FirewallStage.After(plan, found.Values, run.Seed.FirewallPorts, run.Part.IsOutOfReach);
            run.Progress?.BeginFirewallTests();
            await Task.Delay(plan.Pace.Interval ?? TimeSpan.Zero, _timeProvider, cancellationToken);
            var timeLeft = run.Part.Budget - _timeProvider.GetElapsedTime(begun);

            // From one address alone: what a firewall remembers of it is what is tested.
            var second = new Stage(new ProbeTable(tests.Plan, []), firewallPorts, run.Seed.FirewallOrder, timeLeft, null, null, []);
            await foreach (var results in RunAsync(run, second, cancellationToken))
            {
                yield return tests.WithoutControls(results);
            }
        }
    }

    /// <summary>
    /// Clears what packets left in the memory that is no object's, if no scan is under way: the capture's rings are made anew. A scan that
    /// would begin meanwhile waits, for some milliseconds.
    /// </summary>
    /// <returns>False, with nothing cleared, if there is a scan.</returns>
    public bool TryForget() => _capacity.TryWhileEmpty(_capture.Renew);

    /// <inheritdoc />
    public void Dispose()
    {
        // A container that knows the engine under two types disposes of it twice, and the packets' memory can be freed but once.
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _addresses.Dispose();
        _sender.Dispose();
        _capture.Dispose();
    }

    // Packets between addresses of this machine meet no limit, and must not seem to come from a stranger.
    private OtherSources? OthersFor(ScanTarget target, IPAddress source)
    {
        var prefix = target.Family == AddressFamily.InterNetworkV6 ? _origins.Prefix : null;
        IPAddress[] addresses = prefix is null ? [.. _origins.Addresses[target.Family].Where(address => !address.Equals(source))] : [];
        var isOwn = target.Address.Equals(source) || addresses.Contains(target.Address) || IPAddress.IsLoopback(target.Address);
        return isOwn || (prefix is null && addresses.Length == 0) ? null : new OtherSources(prefix, addresses);
    }

    private async IAsyncEnumerable<IReadOnlyList<ProbeResult>> RunAsync(
        Run run, Stage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var identity = new ScanIdentity(run.Target.Address, run.Source, stage.Ports.FirstPorts, stage.Others) { ProbeUri = _origins.Uri, HopLimit = _origins.HopLimit };
        var state = new ScanState(identity, stage.Probes, run.Watch.Connection.RoundTrip);
        var sending = new ScanSending(
            run.Target,
            state,
            stage.Budget,
            run.Sender,
            stage.OtherSenders,
            _capture,
            _options.PacketsPerSecondPerTarget,
            _timeProvider,
            run.Watch,
            stage.Order,
            run.Progress,
            run.Part.Asked.Pace.Interval,
            stage.Wait,
            stage.Ports,
            run.Part.Share);
        var results = new ScanResults(state, sending, _timeProvider);
        using var watched = _addresses.Watch(run.Source, sending.OnSourceLost);
        try
        {
            stage.Ports.Put(state);
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

            if (!AddressWatch.IsOwn(run.Source))
            {
                sending.OnSourceLost();
            }

            // An answer in UDP may be of many datagrams, of which the first decided the probe.
            await Task.Delay(results.TimeForMoreReplies(), _timeProvider, cancellationToken);
            if (sending.SettledAfter is { } settledAfter)
            {
                run.Progress?.NoteSettled(settledAfter);
            }

            yield return results.Conclude();
        }
        finally
        {
            sending.Stop();
        }
    }

    // What is the same in all stages of a scan.
    private sealed record Run(
        ScanTarget Target, PlanPart Part, ScanSeed Seed, IPAddress Source, RawSender Sender, TargetWatch Watch, ScanProgress? Progress);

    // What one stage asks, from where, and for how long.
    private sealed record Stage(
        ProbeTable Probes,
        SourcePortLease Ports,
        Func<int, int> Order,
        TimeSpan Budget,
        TimeSpan? Wait,
        OtherSources? Others,
        RawSender[] OtherSenders);
}
