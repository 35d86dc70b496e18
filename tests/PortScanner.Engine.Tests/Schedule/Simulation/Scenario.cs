using PortScanner.Engine.Contract;
using PortScanner.Engine.Schedule;

namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>One simulated world.</summary>
/// <param name="Ports">What is true of each port.</param>
/// <param name="Seed">Of everything random.</param>
internal sealed record Scenario(IReadOnlyList<Behaviour> Ports, int Seed)
{
    public bool IsIpv6 { get; init; }

    /// <summary>From which port on the ports are UDP's; none are if null.</summary>
    public int? UdpFrom { get; init; }

    /// <summary>How long the manner of a "no" is looked for once the scan is settled; null for the whole budget.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The number of each port; from 0 on, if null.</summary>
    public IReadOnlyList<ushort>? Numbers { get; init; }

    /// <summary>The chance that a packet is lost, in each direction.</summary>
    public double Loss { get; init; }

    /// <summary>The periods of the path, good and bad in turn, and how long they last on average: in a bad one all is lost.</summary>
    public (TimeSpan Good, TimeSpan Bad)? LossBursts { get; init; }

    /// <summary>The host's limit on ICMP errors; none for no limit.</summary>
    public Func<Random, ILimit>? ErrorLimit { get; init; }

    /// <summary>The limit on ICMP errors of the router before it.</summary>
    public Func<Random, ILimit>? RouterLimit { get; init; }

    /// <summary>The host's limit on resets.</summary>
    public Func<Random, ILimit>? ResetLimit { get; init; }

    /// <summary>What a port is to packets from the source prefix, by its number; null without a prefix.</summary>
    /// <remarks>Errors to the prefix are not limited, unless by <see cref="PrefixLimit"/>.</remarks>
    public Func<int, Behaviour>? ToPrefix { get; init; }

    /// <summary>The host's limit on ICMP errors to all addresses of the prefix; none if each has one of its own.</summary>
    public Func<Random, ILimit>? PrefixLimit { get; init; }

    /// <summary>How many other addresses the tester has, where there is no prefix; <see cref="ToPrefix"/> says what ports are to them.</summary>
    public int OtherAddresses { get; init; }

    /// <summary>What all ports are to one of the other addresses, by its number, if it is not what they are to the rest.</summary>
    public Func<int, Behaviour?> ToAddress { get; init; } = _ => null;

    public TimeSpan RoundTrip { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How much longer than <see cref="RoundTrip"/> a packet may take.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>When the path becomes longer for good, and how long <see cref="RoundTrip"/> is from then on.</summary>
    public (TimeSpan From, TimeSpan RoundTrip)? Longer { get; init; }

    /// <summary>From when on the host itself answers nothing more; the router before it does.</summary>
    public TimeSpan? BannedFrom { get; init; }

    /// <summary>How many new connections the host allows before it bans the tester; none if it never does.</summary>
    public Func<Random, ILimit>? BanBeyond { get; init; }

    /// <summary>A port that bans whoever asks it.</summary>
    public int? Trap { get; init; }

    /// <summary>For how long it bans.</summary>
    public TimeSpan BanLasts { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The least time between two packets; null at the normal pace.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>What another connection measured of the path.</summary>
    public PathRoundTrip? Path { get; init; }

    /// <summary>Whether the visitor keeps a connection, which is asked once a second whether it lives.</summary>
    public bool HasConnection { get; init; }

    /// <summary>When the tester's own path is found not to work, though probes may be answered.</summary>
    public (TimeSpan From, TimeSpan To)? TesterCut { get; init; }

    /// <summary>Whether the visitor's connection never answers, while probes may be.</summary>
    public bool HeardNever { get; init; }

    /// <summary>
    /// The most packets a second, while the path sets the pace (<see cref="PathPace"/>); null for one packet a millisecond, whatever the path does.
    /// </summary>
    public double? Ceiling { get; init; }

    /// <summary>The narrowest place on the way to the host; none for none.</summary>
    public Func<Random, Bottleneck>? Bottleneck { get; init; }

    /// <summary>How often something is written to the visitor's connection; null if nothing is, or none of it can be seen.</summary>
    public TimeSpan? FedEvery { get; init; }

    /// <summary>How long after it was written to something is written to the connection because packets have left, and how often at most; null if that is no reason.</summary>
    public (TimeSpan Pause, int Most)? FedWhileSending { get; init; }

    /// <summary>How long the visitor's machine waits with an acknowledgement, as it does where one segment comes alone (RFC 9293 section 3.8.6.3).</summary>
    public TimeSpan AcknowledgedAfter { get; init; }

    /// <summary>When the capture drops what comes in.</summary>
    public (TimeSpan From, TimeSpan To)? CaptureGap { get; init; }

    /// <summary>Whether the capture is down for good.</summary>
    public bool IsCaptureDead { get; init; }

    /// <summary>When the tester's kernel has no buffer.</summary>
    public (TimeSpan From, TimeSpan To)? SendGap { get; init; }

    /// <summary>When the path is cut and nobody notices: what is sent then never arrives.</summary>
    public (TimeSpan From, TimeSpan To)? Outage { get; init; }

    /// <summary>When nothing is sent, since the target is not known to be there; only with <see cref="HasConnection"/>.</summary>
    public (TimeSpan From, TimeSpan To)? Away { get; init; }

    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(60);

    public static bool IsWithin((TimeSpan From, TimeSpan To)? gap, TimeSpan now) => gap is var (from, to) && now >= from && now < to;
}
