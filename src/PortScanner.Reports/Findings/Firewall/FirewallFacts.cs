using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings.Firewall;

/// <summary>The signs that a report shows, each with the ports that show it.</summary>
public sealed class FirewallFacts
{
    private static readonly ProbeKind[] Acks = [ProbeKind.Ack, ProbeKind.Window];
    private static readonly ProbeKind[] OddFlags = [ProbeKind.Fin, ProbeKind.Null, ProbeKind.Xmas];

    private readonly SortedDictionary<FirewallSigns, List<ushort>> _ports = [];

    private FirewallFacts(IEnumerable<ProbeResult> tcpResults)
    {
        foreach (var port in tcpResults.GroupBy(result => result.Probe.Port!.Value))
        {
            Look(port.Key, port.ToLookup(result => result.Probe.Kind, Passage.Of));
        }

        // One reply port that is let through shows that the others are shut for a cause of their own.
        if (RepliesPass)
        {
            _ports.Remove(FirewallSigns.AckStoppedOnReplyPorts);
        }
    }

    /// <summary>How a segment fared.</summary>
    private enum Fate
    {
        Undecided,
        Stopped,
        Passed,
    }

    /// <summary>All signs.</summary>
    public FirewallSigns Signs => _ports.Keys.Aggregate(FirewallSigns.None, (signs, sign) => signs | sign);

    private bool RepliesPass { get; set; }

    /// <summary>The facts of a report.</summary>
    public static FirewallFacts Of(IEnumerable<ReportRow> rows) =>
        new(rows.Select(row => row.Result).Where(result => result.Probe.Protocol == ProbeProtocol.Tcp));

    /// <summary>The ports that show a sign, as compact ranges.</summary>
    public string PortsOf(FirewallSigns sign) => PortRanges.Compact(_ports[sign]);

    private void Look(ushort port, ILookup<ProbeKind, Passage> passages)
    {
        var ack = FateOf(passages, Acks);
        if (!passages.Contains(ProbeKind.Syn))
        {
            RepliesPass |= ack == Fate.Passed;
            Note(FirewallSigns.AckStoppedOnReplyPorts, port, ack == Fate.Stopped);
            Note(FirewallSigns.Undecided, port, ack == Fate.Undecided);
            return;
        }

        var syn = passages[ProbeKind.Syn].Single();
        var finAck = FateOf(passages, [ProbeKind.Maimon]);
        Note(FirewallSigns.SynPasses, port, syn.Fate == Fate.Passed);
        Note(FirewallSigns.SynStopped, port, syn.Fate == Fate.Stopped);
        Note(FirewallSigns.AckPasses, port, syn.Fate == Fate.Passed && ack == Fate.Passed);
        Note(FirewallSigns.AckPassesWhereSynIsStopped, port, syn.Fate == Fate.Stopped && ack == Fate.Passed);
        Note(FirewallSigns.AckStoppedWhereSynPasses, port, syn.Fate == Fate.Passed && ack == Fate.Stopped);
        Note(FirewallSigns.FinAckStoppedOnClosedPort, port, syn.IsClosed && finAck == Fate.Stopped);
        Note(FirewallSigns.PortShut, port, syn.Fate == Fate.Stopped && ack == Fate.Stopped);
        Note(FirewallSigns.OddFlagsStopped, port, syn.IsClosed && finAck == Fate.Passed && OddFlags.Any(kind => FateOf(passages, [kind]) == Fate.Stopped));
        Note(FirewallSigns.OptionsGetAround, port, syn.Fate == Fate.Stopped && FateOf(passages, [ProbeKind.SynOptions]) == Fate.Passed);
        Note(FirewallSigns.FragmentGetsAround, port, syn.Fate == Fate.Stopped && FateOf(passages, [ProbeKind.SynFragment]) == Fate.Passed);
        Note(FirewallSigns.Undecided, port, passages.Where(IsDeciding).SelectMany(kind => kind).Any(passage => passage.Fate == Fate.Undecided));
    }

    private void Note(FirewallSigns sign, ushort port, bool isSeen)
    {
        if (!isSeen)
        {
            return;
        }

        if (!_ports.TryGetValue(sign, out var ports))
        {
            _ports.Add(sign, ports = []);
        }

        ports.Add(port);
    }

    private static bool IsDeciding(IGrouping<ProbeKind, Passage> kind) => kind.Key is ProbeKind.Syn or ProbeKind.Maimon || Acks.Contains(kind.Key);

    // What one of several like segments did, another could have done; so one that passed counts for all.
    private static Fate FateOf(ILookup<ProbeKind, Passage> passages, ProbeKind[] kinds) =>
        kinds.SelectMany(kind => passages[kind]).Select(passage => passage.Fate).DefaultIfEmpty(Fate.Undecided).Max();

    /// <summary>What became of one segment.</summary>
    private readonly record struct Passage(Fate Fate, bool IsClosed)
    {
        public static Passage Of(ProbeResult result) => new(
            result.State switch
            {
                PortState.Stealth or PortState.Rejected => Fate.Stopped,

                // Somebody else's word shows nothing of the way to the address.
                PortState.Open or PortState.Closed or PortState.Unfiltered when !result.IsIndirect => Fate.Passed,
                _ => Fate.Undecided,
            },
            result.State == PortState.Closed && !result.IsIndirect);
    }
}
