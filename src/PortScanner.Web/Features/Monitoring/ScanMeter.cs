using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

using PortScanner.Engine;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>
/// The meter <c>PortScanner</c>: everything that is counted since the start, for whatever listens to it, be it OTLP, dotnet-counters or the
/// operator's page. They are sums over all visitors, with nothing in them of any: reasons and outcomes are words of the program's own, so there are
/// only so many. Safe for any thread.
/// </summary>
internal sealed class ScanMeter : IDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "PortScanner";

    private readonly Meter _meter = new(Name);
    private readonly ConcurrentDictionary<string, long> _finished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private long _started;
    private long _milliseconds;

    /// <summary>Makes its instruments.</summary>
    /// <param name="engine">What counts packets; null where the tester is another process, which has counters of its own.</param>
    /// <param name="testers">What is counted of testers on other machines; null for nothing.</param>
    public ScanMeter(ScanEngine? engine, TesterCounts? testers = null) => Instruments =
    [
        _meter.CreateObservableUpDownCounter<double>("portscanner.scans.alive", Alive, "{scan}", "scans that run now"),
        Counter("portscanner.scans.started", () => [new(Interlocked.Read(ref _started))], "{scan}", "scans that began"),
        Counter("portscanner.scans.finished", () => ByTag("outcome", _finished), "{scan}", "scans that ended, by outcome"),
        Counter("portscanner.scans.refused", () => ByTag("reason", _refused), "{request}", "requests for a scan that were refused, by reason"),
        Counter("portscanner.scans.duration", () => [new(Interlocked.Read(ref _milliseconds) / 1000.0)], "s", "how long the scans that ended took, all together"),
        Counter("portscanner.packets.sent", () => Packets(engine?.PacketsSent), "{packet}", "packets handed to the kernel"),
        Counter("portscanner.packets.received", () => Packets(engine?.PacketsReceived), "{packet}", "packets that the capture handed over"),
        Counter("portscanner.capture.drops", () => Packets(engine?.CaptureLossCount), "{packet}", "packets that the capture lost; a stop of it counts as one"),
        OfTesters("scans", testers, count => count.Scans, "{scan}", "scans, and parts of them, that a tester began"),
        OfTesters("rows", testers, count => count.Rows, "{row}", "results that a tester delivered"),
        OfTesters("refused", testers, count => count.Refused, "{scan}", "scans, and parts of them, that a tester did not begin"),
        OfTesters("lost", testers, count => count.Lost, "{scan}", "scans, and parts of them, that a tester did not end"),
        OfTesters("continued", testers, count => count.Continued, "{scan}", "parts of scans that a tester took over from one that was lost"),
    ];

    /// <summary>The instruments, in the order in which they are shown.</summary>
    public IReadOnlyList<ObservableInstrument<double>> Instruments { get; }

    /// <summary>Counts a scan that begins.</summary>
    public void Start() => Interlocked.Increment(ref _started);

    /// <summary>Counts a scan that ended.</summary>
    public void Finish(string outcome, TimeSpan time)
    {
        Interlocked.Add(ref _milliseconds, (long)time.TotalMilliseconds);
        _finished.AddOrUpdate(outcome, 1, (_, count) => count + 1);
    }

    /// <summary>Counts a refusal.</summary>
    public void Refuse(string reason) => _refused.AddOrUpdate(reason, 1, (_, count) => count + 1);

    /// <summary>The values of each instrument; none where this process does not count it.</summary>
    public ILookup<Instrument, Counted> Read()
    {
        var values = new List<Counted>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => values.Add(new Counted(instrument, tags is [var tag] ? tag : null, value)));
        foreach (var instrument in Instruments)
        {
            listener.EnableMeasurementEvents(instrument);
        }

        listener.RecordObservableInstruments();
        return values.ToLookup(counted => counted.Instrument);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> ByTag(string tag, IEnumerable<KeyValuePair<string, long>> counts) =>
        counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new Measurement<double>(count.Value, new KeyValuePair<string, object?>(tag, count.Key)));

    private static IEnumerable<Measurement<double>> Packets(long? count) => count is { } packets ? [new(packets)] : [];

    private ObservableCounter<double> Counter(string name, Func<IEnumerable<Measurement<double>>> measure, string unit, string meaning) =>
        _meter.CreateObservableCounter(name, measure, unit, meaning);

    private ObservableCounter<double> OfTesters(string what, TesterCounts? testers, Func<TesterCount, long> number, string unit, string meaning) =>
        Counter($"portscanner.testers.{what}", () => ByTag("tester", testers?.Each(number) ?? []), unit, meaning);

    private double Alive() => Interlocked.Read(ref _started) - _finished.Values.Sum();
}
