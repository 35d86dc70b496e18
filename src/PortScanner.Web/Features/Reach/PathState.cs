using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Reach;

/// <summary>What a tester knows of its own way out, in one address family. The tasks that ask reflectors tell it; scans read it, on the sender thread.</summary>
internal sealed class PathState : ITesterPath
{
    /// <summary>After so long without an answer the path counts as cut: three questions, one a second.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // What answers UDP and pings limits its answers, so one more may be missing.
    private static readonly TimeSpan PatienceOfLimited = TimeSpan.FromSeconds(4);

    private readonly TimeProvider _timeProvider;
    private long _begun;
    private readonly long[] _heardAt = new long[Enum.GetValues<ProbeProtocol>().Length];
    private readonly long[] _cutAt = new long[Enum.GetValues<ProbeProtocol>().Length];
    private EgressMap _map = new();

    /// <summary>Begins, with nothing heard.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="hasReflectors">Whether there is anybody who could be heard.</param>
    public PathState(TimeProvider timeProvider, bool hasReflectors)
    {
        _timeProvider = timeProvider;
        HasReflectors = hasReflectors;
    }

    /// <summary>Whether there is anybody who could be heard.</summary>
    public bool HasReflectors { get; }

    /// <summary>Whether the path is cut now.</summary>
    public bool IsCut => SinceCut(ProbeProtocol.Tcp) == TimeSpan.Zero;

    /// <summary>Which ports leave this network, as far as is known by now.</summary>
    public EgressMap Map => Volatile.Read(ref _map);

    /// <summary>How many ports do not, and a hash of which they are; null before all were asked.</summary>
    public FilteredPorts? Filtered { get; private set; }

    /// <inheritdoc />
    public TimeSpan SinceHeard(ProbeProtocol protocol) =>
        Volatile.Read(ref _heardAt[(int)protocol]) is not 0 and var heard ? Since(heard) : PeerLiveness.Never;

    /// <inheritdoc />
    public TimeSpan SinceCut(ProbeProtocol protocol) =>
        HasReflectors && IsOverdue(protocol) ? TimeSpan.Zero
        : Volatile.Read(ref _cutAt[(int)protocol]) is not 0 and var cut ? Since(cut)
        : PeerLiveness.Never;

    /// <inheritdoc />
    public PortPassage PassageOf(Probe probe) =>
        probe.Port is { } port ? Map[probe.Protocol, port] is not PortPassage.Unknown and var passage ? passage : WillBeAsked(probe) ? PortPassage.Unasked : PortPassage.Unknown
        : SinceHeard(ProbeProtocol.Icmp) < PeerLiveness.Never ? PortPassage.Open
        : PortPassage.Unknown;

    /// <summary>Notes that reflectors are asked from now on: whoever does not answer is missed.</summary>
    public void Begin() => Volatile.Write(ref _begun, _timeProvider.GetTimestamp());

    /// <summary>Takes what was found out of all ports.</summary>
    public void TakeMap(EgressMap map)
    {
        Volatile.Write(ref _map, map);
        Filtered = new FilteredPorts(map.CountFiltered(ProbeProtocol.Tcp) + map.CountFiltered(ProbeProtocol.Udp), map.Hash());
    }

    /// <summary>Notes that a reflector answered.</summary>
    public void Heard(ProbeProtocol protocol)
    {
        // Until now it was cut, whoever looked meanwhile.
        if (IsOverdue(protocol))
        {
            Volatile.Write(ref _cutAt[(int)protocol], _timeProvider.GetTimestamp());
        }

        Volatile.Write(ref _heardAt[(int)protocol], _timeProvider.GetTimestamp());
    }

    private bool WillBeAsked(Probe probe) => HasReflectors && (probe.Protocol == ProbeProtocol.Tcp || probe.Kind.Info().Port is not null);

    // Who never answered a protocol may not do so at all; TCP is what makes a reflector one.
    private bool IsOverdue(ProbeProtocol protocol) =>
        Volatile.Read(ref _heardAt[(int)protocol]) is not 0 and var heard ? Since(heard) > (protocol == ProbeProtocol.Tcp ? Patience : PatienceOfLimited)
        : protocol == ProbeProtocol.Tcp && Volatile.Read(ref _begun) is not 0 and var begun && Since(begun) > Patience;

    private TimeSpan Since(long moment) => _timeProvider.GetElapsedTime(moment);
}
