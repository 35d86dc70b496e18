using PortScanner.Engine;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>A counter's value.</summary>
/// <param name="Name">The counter, in the manner of OpenTelemetry.</param>
/// <param name="Tag">What it is told apart by, as a name and a value; null for nothing.</param>
/// <param name="Value">The value.</param>
internal readonly record struct Counted(string Name, (string Name, string Value)? Tag, double Value);

/// <summary>Everything that is counted, in one table, from which the meter, the page and its forms are made.</summary>
/// <param name="tally">What is counted of scans.</param>
/// <param name="engine">What counts packets; null where the tester is another process, which has counters of its own.</param>
internal sealed class CounterTable(ScanTally tally, ScanEngine? engine)
{
    /// <summary>Each counter: its unit, whether it only grows, and what it counts.</summary>
    public static readonly IReadOnlyList<CounterInfo> All =
    [
        new("portscanner.scans.alive", "{scan}", false, "scans that run now"),
        new("portscanner.scans.started", "{scan}", true, "scans that began"),
        new("portscanner.scans.finished", "{scan}", true, "scans that ended, by outcome"),
        new("portscanner.scans.refused", "{request}", true, "requests for a scan that were refused, by reason"),
        new("portscanner.scans.duration", "s", true, "how long the scans that ended took, all together"),
        new("portscanner.packets.sent", "{packet}", true, "packets handed to the kernel"),
        new("portscanner.packets.received", "{packet}", true, "packets that the capture handed over"),
        new("portscanner.capture.drops", "{packet}", true, "packets that the capture lost; a stop of it counts as one"),
    ];

    /// <summary>The values of a counter; none where this process does not count it.</summary>
    public IEnumerable<Counted> Read(string name) => name switch
    {
        "portscanner.scans.alive" => [new Counted(name, null, tally.Alive)],
        "portscanner.scans.started" => [new Counted(name, null, tally.Started)],
        "portscanner.scans.finished" => ByTag(name, "outcome", tally.Finished),
        "portscanner.scans.refused" => ByTag(name, "reason", tally.Refused),
        "portscanner.scans.duration" => [new Counted(name, null, tally.Seconds)],
        _ when engine is null => [],
        "portscanner.packets.sent" => [new Counted(name, null, engine.PacketsSent)],
        "portscanner.packets.received" => [new Counted(name, null, engine.PacketsReceived)],
        _ => [new Counted(name, null, engine.CaptureLossCount)],
    };

    private static IEnumerable<Counted> ByTag(string name, string tag, IEnumerable<KeyValuePair<string, long>> counts) =>
        counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new Counted(name, (tag, count.Key), count.Value));
}

/// <summary>What a counter is.</summary>
internal sealed record CounterInfo(string Name, string Unit, bool OnlyGrows, string Meaning);
