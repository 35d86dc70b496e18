using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings.Firewall;

/// <summary>What the firewall tests showed.</summary>
/// <param name="Verdict">The kind of firewall.</param>
/// <param name="Sentence">The verdict as a sentence.</param>
/// <param name="Evidence">The facts that it rests on, a sentence each.</param>
/// <param name="Tests">What became of each kind of test.</param>
public sealed record FirewallFinding(FirewallVerdict Verdict, string Sentence, IReadOnlyList<string> Evidence, IReadOnlyList<FirewallTest> Tests)
{
    /// <summary>The finding of a report; null if no firewall tests were asked for.</summary>
    public static FirewallFinding? Of(ScanReport report, Messages messages)
    {
        if (!report.Header.Plan.TestsFirewall)
        {
            return null;
        }

        // What the tests could still have shown is not known if the scan ended before them.
        var facts = FirewallFacts.Of(report.Rows);
        var signs = report.EarlyEnd is null ? facts.Signs : facts.Signs | FirewallSigns.Undecided;
        return new FirewallFinding(
            FirewallVerdicts.Of(signs),
            FirewallMessages.Sentence(signs, messages),
            FirewallMessages.Evidence(facts, messages),
            [.. FirewallTestMessages.All.Select(words => FirewallTest.Of(words, report.Rows, messages)).Where(test => test.Outcomes.Count > 0)]);
    }
}

/// <summary>What became of one kind of test.</summary>
/// <param name="Name">Its published name.</param>
/// <param name="Asked">What was sent.</param>
/// <param name="Outcomes">What came of it.</param>
public sealed record FirewallTest(string Name, string Asked, IReadOnlyList<FirewallOutcome> Outcomes)
{
    /// <summary>The outcomes of one kind, the ports of equal ones together.</summary>
    public static FirewallTest Of(FirewallTestText words, IEnumerable<ReportRow> rows, Messages messages) => new(
        words.Kind.Info().Name,
        words.Asked(messages),
        [
            .. rows.Select(row => row.Result)
                .Where(result => result.Probe.Kind == words.Kind)
                .GroupBy(result => (result.State, Meaning: words.MeaningOf(result, messages)))
                .Select(group => new FirewallOutcome(
                    group.Key.State,
                    PortRanges.Compact(group.Where(result => result.Probe.Port is not null).Select(result => result.Probe.Port!.Value)),
                    group.Key.Meaning)),
        ]);
}

/// <summary>What came of the tests of some ports.</summary>
/// <param name="State">Their state.</param>
/// <param name="Ports">The ports as compact ranges; empty for a test without a port.</param>
/// <param name="Meaning">What that means, as the rest of a sentence.</param>
public sealed record FirewallOutcome(PortState State, string Ports, string Meaning);
