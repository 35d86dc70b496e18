using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Tables;

/// <summary>
/// A plan's probes in flat arrays, and the way back from a port on the wire to the probe. Several probes of one protocol may go to one
/// port; they leave from different source ports, as does one that no other may share its port with, and the source port's place among the
/// scan's (the sourcePortIndex) tells them apart.
/// </summary>
internal sealed class ProbeTable
{
    private const uint UdpBit = 1 << 16;
    private const int SourcePortIndexShift = 17;

    private readonly Probe[] _probes;
    private readonly ExposureClass[] _exposures;
    private readonly byte[] _variants;
    private readonly uint[] _keys;
    private readonly int[] _indexes;
    private readonly int[] _answerableFromElsewhere;
    private readonly IUdpProbe?[] _udp;
    private readonly int[] _provingLengths;
    private readonly int[] _icmpRequests;
    private readonly int[] _careful;

    /// <summary>Indexes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="controlPorts">TCP ports outside the plan, asked before it; they have the first indexes, and no results.</param>
    public ProbeTable(ScanPlan plan, params ReadOnlySpan<ushort> controlPorts)
        : this(plan, controlPorts, [])
    {
    }

    /// <summary>Indexes a plan of which others know something.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="controlPorts">Random TCP ports outside the plan, asked before it; they have the first indexes, and no results.</param>
    /// <param name="known">Probes outside the plan that the target answered somebody else; they follow, and have no results either.</param>
    public ProbeTable(ScanPlan plan, ReadOnlySpan<ushort> controlPorts, IReadOnlyList<Probe> known)
    {
        RandomCount = controlPorts.Length;
        ControlCount = controlPorts.Length + known.Count;
        _probes = [.. controlPorts.ToArray().Select(port => new Probe(ProbeKind.Syn, port)), .. known, .. plan.Probes];
        _exposures = [.. _probes.Select((probe, i) => TellsOfTheHost(probe, i) ? ExposureClass.Severe : ServiceCatalogue.Default.ExposureOf(probe))];
        _variants = new byte[_probes.Length];
        _keys = new uint[_probes.Length];
        _indexes = new int[_probes.Length];
        _udp = new IUdpProbe?[_probes.Length];
        _provingLengths = [.. _probes.Select(probe => ProvingPrefix.LengthOf(probe.Kind))];
        var nextSourcePortIndex = new Dictionary<(ProbeProtocol Protocol, ushort? Port), byte>();
        for (var i = 0; i < _probes.Length; i++)
        {
            var probe = _probes[i];
            var destination = (probe.Protocol, probe.Port);
            _variants[i] = nextSourcePortIndex.GetValueOrDefault(destination);
            nextSourcePortIndex[destination] = (byte)(_variants[i] + 1);
            if (probe.Protocol == ProbeProtocol.Udp)
            {
                _udp[i] = UdpProbeOf(probe, plan);
            }

            // An ICMP request has no port and is never looked up by key; a key keeps the arrays aligned.
            _keys[i] = probe.Protocol == ProbeProtocol.Icmp ? uint.MaxValue : Key(probe.Protocol, probe.Port!.Value, _variants[i]);
            _indexes[i] = i;
        }

        UdpSourcePortCount = SetApart();
        IsTcpSpread = !nextSourcePortIndex.Any(count => count.Key.Protocol == ProbeProtocol.Tcp && count.Value > 1);
        Array.Sort(_keys, _indexes);
        _answerableFromElsewhere =
        [
            .. Enumerable.Range(0, _probes.Length).Where(i =>
                _udp[i] is { MayAnswerFromAnotherPort: true } or { RepeatsNonce: true }),
        ];
        _careful = [.. CarefulPorts.Pick(plan).Select(place => ControlCount + place)];
        _icmpRequests = [.. Enumerable.Range(0, _probes.Length).Where(i => _probes[i].Protocol == ProbeProtocol.Icmp)];
    }

    /// <summary>How many of the probes, from the first on, are controls outside the plan.</summary>
    public int ControlCount { get; }

    /// <summary>How many of these, from the first on, ask random ports.</summary>
    public int RandomCount { get; }

    /// <summary>How many probes there are.</summary>
    public int Count => _probes.Length;

    /// <summary>The plan's probes, controls outside it not among them.</summary>
    public IEnumerable<int> PlanIndexes => Enumerable.Range(ControlCount, Count - ControlCount);

    /// <summary>How many source ports the UDP probes need.</summary>
    public int UdpSourcePortCount { get; }

    /// <summary>
    /// Whether the packets of a TCP probe may leave from any port of the scan's first block, since no two probes go to one port. A listener
    /// answers the second SYN of a connection that is half open late or not at all, and so a lost SYN+ACK hides it; that of another
    /// connection it answers like the first.
    /// </summary>
    public bool IsTcpSpread { get; }

    /// <summary>The probes that are asked alone, before all others (<see cref="CarefulPorts"/>).</summary>
    public ReadOnlySpan<int> Careful => _careful;

    /// <summary>The probes that are ICMP requests, in the order of their sourcePortIndexes.</summary>
    public ReadOnlySpan<int> IcmpRequests => _icmpRequests;

    /// <summary>
    /// The probes whose answers are known when they come from another port than was asked: of services that may do so by design, and of
    /// those that repeat something secret, whatever a translator on the way made of their port.
    /// </summary>
    public ReadOnlySpan<int> AnswerableFromElsewhere => _answerableFromElsewhere;

    /// <summary>A probe of the plan.</summary>
    public Probe this[int index] => _probes[index];

    /// <summary>How soon a probe is asked. The ping and the random ports tell of the whole host, and are asked with what matters most.</summary>
    public ExposureClass ExposureOf(int index) => _exposures[index];

    /// <summary>What a UDP probe asks, and how its answer is recognised.</summary>
    public IUdpProbe UdpOf(int index) => _udp[index]!;

    /// <summary>How much of the body of a UDP probe or ICMP request must be quoted to prove by itself that it was seen, in bytes.</summary>
    /// <returns><see cref="ProvingPrefix.Never"/> where it holds too little that is secret.</returns>
    public int ProvingLengthOf(int index) => _provingLengths[index];

    /// <summary>The place of a probe's source port among the scan's; of an ICMP request, its place among these.</summary>
    public int SourcePortIndexOf(int index) => _variants[index];

    /// <summary>The probe that went to a port, or -1.</summary>
    public int Find(ProbeProtocol protocol, ushort port, int sourcePortIndex)
    {
        var place = IsTcpSpread && protocol == ProbeProtocol.Tcp && sourcePortIndex < SourcePorts.BlockSize ? 0 : sourcePortIndex;
        var position = Array.BinarySearch(_keys, Key(protocol, port, place));
        return position < 0 ? -1 : _indexes[position];
    }

    private bool TellsOfTheHost(Probe probe, int index) => index < ControlCount || probe.Kind == ProbeKind.Echo;

    // Behind the source ports that others leave from, one each; where these fill the block, from its end on, where the fewest leave from.
    // Returns how many there are.
    private int SetApart()
    {
        var all = Enumerable.Range(0, _probes.Length).Where(i => _udp[i] is not null).ToLookup(i => _udp[i]!.NeedsOwnSourcePort);
        var shared = all[false].Select(i => _variants[i] + 1).DefaultIfEmpty().Max();
        var count = shared;
        var next = shared;
        foreach (var index in all[true])
        {
            if (count < SourcePorts.BlockSize)
            {
                next = count++;
            }
            else
            {
                next = next >= shared ? Math.Min(shared, SourcePorts.BlockSize) - 1 : Math.Max(next - 1, 0);
            }

            _variants[index] = (byte)next;
            _keys[index] = Key(ProbeProtocol.Udp, _probes[index].Port!.Value, next);
        }

        return count;
    }

    private static IUdpProbe UdpProbeOf(Probe probe, ScanPlan plan) => probe.Kind.IsPayload()
        ? new UdpPayloadProbe(probe.Kind, plan.Payloads.Of(probe.Port!.Value)[probe.Kind.PayloadNumber()])
        : UdpProbes.For(probe.Kind);

    private static uint Key(ProbeProtocol protocol, ushort port, int sourcePortIndex) =>
        (uint)sourcePortIndex << SourcePortIndexShift | (protocol == ProbeProtocol.Udp ? UdpBit : 0) | port;
}
