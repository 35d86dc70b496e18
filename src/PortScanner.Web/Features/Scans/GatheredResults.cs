using PortScanner.Core.Addresses;
using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;
using PortScanner.Storage;

namespace PortScanner.Web.Features.Scans;

/// <summary>The results of one scan as they come out of the store, and the report that they amount to.</summary>
/// <param name="header">What is known before the first answer.</param>
/// <param name="expectation">What should be open; null if nothing is expected.</param>
internal sealed class GatheredResults(ReportHeader header, Expectation? expectation)
{
    private static readonly Message TesterStopped = new("report.tester-stopped");
    private static readonly Message TesterLost = new("report.tester-lost");
    private static readonly Message BusLost = new("report.bus-lost");
    private static readonly Message TargetUnseen = new("report.target-unseen");
    private static readonly Message Banned = new("report.banned");

    private readonly Dictionary<Probe, ProbeResult> _latest = [];

    /// <summary>How many probes found something open.</summary>
    public int OpenCount => _latest.Values.Count(result => result.State == PortState.Open);

    /// <summary>A result with what the catalogue knows of its port.</summary>
    public static ReportRow RowOf(ProbeResult result)
    {
        var entry = result.Probe.Port is { } port ? ServiceCatalogue.Default.Find(result.Probe.Protocol, port) : null;
        return new ReportRow(result, new ServiceInfo(entry?.Service, entry?.Risk));
    }

    /// <summary>Takes a result, which replaces an earlier one for the same probe.</summary>
    public void Add(ProbeResult result) => _latest[result.Probe] = result;

    /// <summary>What is known by now of a scan that is settled: what is silent so far may still turn out to be refused, and not to be open.</summary>
    /// <param name="settledAfter">After what time it was.</param>
    public ScanReport Settled(TimeSpan settledAfter) => new(
        header, [.. header.Plan.Probes.Where(_latest.ContainsKey).Select(probe => RowOf(_latest[probe]))], settledAfter, null, null) { SettledAfter = settledAfter };

    /// <summary>What is known after the last result.</summary>
    /// <param name="outcome">How the scan ended.</param>
    /// <param name="endedAt">When.</param>
    /// <param name="settledAfter">After what time it was settled; null if it was not.</param>
    /// <param name="seed">What its order was drawn from.</param>
    /// <param name="others">From where else its packets came.</param>
    public ScanReport Report(ScanOutcome outcome, DateTimeOffset endedAt, TimeSpan? settledAfter, long? seed, IReadOnlyList<OtherSource> others)
    {
        var results = header.Plan.Probes.Select(ResultOf).ToList();
        var evaluated = expectation?.Evaluate(results);
        return new ScanReport(
            header,
            [.. results.Concat(FirewallResults()).Select(RowOf)],
            endedAt - header.StartedAt,
            evaluated is null ? null : new ExpectVerdict(header.Expect!, evaluated.Pass, evaluated.Differences),
            WhyEarly(outcome))
        {
            SettledAfter = settledAfter,
            Seed = seed,
            Others = others,
        };
    }

    private Message? WhyEarly(ScanOutcome outcome) =>
        outcome != ScanOutcome.Completed ? TesterStopped
        : _latest.Values.Any(result => result.Reason == Reason.TargetUnseen) ? TargetUnseen
        : _latest.Values.Any(result => result.Reason == Reason.Banned) ? Banned
        : _latest.Values.Any(result => result.Reason == Reason.BusLost) ? BusLost
        : _latest.Values.Any(result => result.Reason == Reason.TesterLost) ? TesterLost
        : null;

    // The firewall tests are no part of the plan, as their ports are chosen by what was found, and an expectation is not about them.
    private IEnumerable<ProbeResult> FirewallResults() => _latest.Values
        .Where(result => result.Probe.Kind.Info().TestsFirewall)
        .OrderBy(result => result.Probe.Port)
        .ThenBy(result => result.Probe.Kind)
        .Select(result => ResultOf(result.Probe));

    private ProbeResult ResultOf(Probe probe) =>
        _latest.TryGetValue(probe, out var result) && !result.Remarks.HasFlag(Remarks.Provisional)
            ? result
            : new ProbeResult(probe, PortState.Unknown, Reason.ScanEnded, null, null, null, 0);
}
