using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.DryRun;

/// <summary>
/// What a plan would send, and when, at a host that never answers, with its firewall tests if it has any: the real schedule, bucket and packets, in simulated time, between
/// addresses of documentation (RFC 5737, RFC 3849). Nothing is opened and nothing is sent, so no right is needed.
/// </summary>
public static class ScanDryRun
{
    // As long as the sender thread sleeps.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <summary>Where the packets would come from.</summary>
    public static IPAddress SourceOf(AddressFamily family) => IPAddress.Parse(family == AddressFamily.InterNetworkV6 ? "2001:db8::1" : "192.0.2.1");

    /// <summary>Where the packets would go to.</summary>
    public static IPAddress TargetOf(AddressFamily family) => IPAddress.Parse(family == AddressFamily.InterNetworkV6 ? "2001:db8::2" : "192.0.2.2");

    /// <summary>Goes through a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">The operator's settings: bucket and source ports.</param>
    /// <exception cref="EngineStartException">An option is wrong.</exception>
    public static IEnumerable<DryRunPacket> Of(ScanPlan plan, ScanEngineOptions options)
    {
        var origins = EngineOptionsValidation.Read(options);
        return Walk(plan, Math.Min(options.PacketsPerSecondPerTarget, PathPace.Moderate), origins, ScanSeed.For(options.Seed));
    }

    private static IEnumerable<DryRunPacket> Walk(ScanPlan plan, double packetsPerSecond, ProbeOrigins origins, ScanSeed seed)
    {
        var clock = new SimulatedClock();
        var probes = new ProbeTable(plan, ControlPorts.Draw(plan, seed.ControlPorts, plan.IsDenied));
        foreach (var packet in Walk(plan, probes, packetsPerSecond, clock, seed.Order, origins, origins.Ports.First))
        {
            yield return packet;
        }

        if (!plan.TestsFirewall)
        {
            yield break;
        }

        clock.Now += plan.Pace.Interval ?? TimeSpan.Zero;
        var silence = plan.Probes.Select(probe => new ProbeResult(probe, PortState.Stealth, Reason.NoReply, null, null, null, 0));
        var stage = FirewallStage.After(plan, silence, seed.FirewallPorts, plan.IsDenied);
        var blocks = Enumerable.Range(1, ScanEngine.FirewallBlocks).Select(block => (ushort)(origins.Ports.First + (block * SourcePorts.BlockSize)));
        foreach (var packet in Walk(stage.Plan, new ProbeTable(stage.Plan), packetsPerSecond, clock, seed.FirewallOrder, origins, [.. blocks]))
        {
            yield return packet;
        }
    }

    private static IEnumerable<DryRunPacket> Walk(
        ScanPlan plan, ProbeTable probes, double packetsPerSecond, SimulatedClock clock, Func<int, int> random, ProbeOrigins origins, params ushort[] blocks)
    {
        var attempts = new AttemptTable(probes.Count);
        var identity = new ScanIdentity(TargetOf(plan.Family), SourceOf(plan.Family), blocks) { ProbeUri = origins.Uri, HopLimit = origins.HopLimit };
        var builder = new PacketBuilder(identity, probes);
        var isIpv6 = plan.Family == AddressFamily.InterNetworkV6;
        var schedule = new ProbeSchedule(probes, new AnswerTable(probes.Count, probes.ControlCount), attempts, new QuietCapture(), isIpv6, plan.TimeBudget, random) { Interval = plan.Pace.Interval };
        var bucket = new TokenBucket(packetsPerSecond, ScanSending.BurstSeconds);
        var buffer = new byte[RawSender.MaximumPacketLength];
        for (var begun = clock.Now; schedule.Ending is null; clock.Now += Step)
        {
            var now = clock.Now - begun;
            bucket.Refill(now);
            while (bucket.MaySend && schedule.Next(now) is { } next)
            {
                var length = builder.Build(next.Probe, schedule.Pass, schedule.Pass + attempts.AttemptsOf(next.Probe), buffer);
                attempts.OnBuilt(next, schedule.Pass);
                bucket.Spend(1);
                yield return new DryRunPacket(clock.Now, schedule.Pass + 1, probes[next.Probe], next.Probe < probes.ControlCount, buffer.AsSpan(0, length).ToArray());
            }
        }
    }

    /// <summary>The time of a dry run, through all its stages.</summary>
    private sealed class SimulatedClock
    {
        public TimeSpan Now { get; set; }
    }

    /// <summary>A capture that loses nothing and hears nothing.</summary>
    private sealed class QuietCapture : ICaptureEvidence
    {
        public long ReadLossCount() => 0;

        public bool HasLookedSince(TimeSpan moment) => true;
    }
}
