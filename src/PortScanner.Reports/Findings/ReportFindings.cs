using PortScanner.Core.Addresses;
using PortScanner.Core.Evidence;
using PortScanner.Core.Localization;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>What a report means: facts, verdict and words in its reader's language, ready for any format that is read by people.</summary>
/// <param name="Facts">How many ports are in each state.</param>
/// <param name="Verdict">What that amounts to.</param>
/// <param name="Sentence">The verdict as a sentence.</param>
/// <param name="Ban">What must be known of a firewall that may ban the tester; null if nothing.</param>
/// <param name="Second">What must be known of a second tester that was asked some of the same; null if nothing.</param>
/// <param name="Sections">The states that occurred, what matters most first.</param>
/// <param name="Remarks">What else was noticed.</param>
/// <param name="Ping">What became of the echo request, as sentences; null if there was none.</param>
/// <param name="Firewall">What the firewall tests showed; null if none were asked for.</param>
public sealed record ReportFindings(
    PortFacts Facts,
    Verdict Verdict,
    string Sentence,
    string? Ban,
    string? Second,
    IReadOnlyList<StateSection> Sections,
    IReadOnlyList<RemarkGroup> Remarks,
    string? Ping,
    FirewallFinding? Firewall)
{
    /// <summary>The states that the report needs to explain, in its order.</summary>
    public IEnumerable<PortState> States => StateMessages.ReadingOrder.Where(state =>
        Sections.Any(section => section.State == state)
        || (Firewall is not null && Firewall.Tests.SelectMany(test => test.Outcomes).Any(outcome => outcome.State == state)));

    /// <summary>The findings of <paramref name="report"/>.</summary>
    public static ReportFindings Of(ScanReport report)
    {
        var messages = report.Header.Messages;
        var ports = PortFinding.Of(report.Rows);
        var echo = report.Rows.FirstOrDefault(row => row.Result.Probe.Kind == ProbeKind.Echo)?.Result;
        var facts = FactsOf(ports, echo);
        return new ReportFindings(
            facts,
            Verdicts.Of(facts),
            VerdictMessages.Sentence(facts, report.Header.Vantage, messages),
            BanFindings.Sentence(report, messages),
            SecondFindings.Sentence(report, messages),
            [.. StateMessages.ReportOrder.Where(state => facts.CountOf(state) > 0).Select(state => SectionOf(state, ports, facts, messages))],
            RemarkGroup.Of(report.Rows),
            echo is null ? null : PingMessages.Sentence(echo, messages),
            FirewallFinding.Of(report, messages));
    }

    private static PortFacts FactsOf(IReadOnlyList<PortFinding> ports, ProbeResult? echo)
    {
        var tcp = ports.Where(port => port.Protocol == ProbeProtocol.Tcp).ToArray();
        return new PortFacts(
            CountOf(PortState.Open),
            CountOf(PortState.Rejected),
            CountOf(PortState.Closed),
            CountOf(PortState.Stealth),
            CountOf(PortState.ClosedFiltered),
            CountOf(PortState.Unknown),
            PingAnswers: echo?.State == PortState.Open,
            EveryTcpPortOpen: tcp.Any(IsOneOfAll) || AreCrowded());

        // A scan of all ports has no control ports left. No ordinary host offers this many services and nothing but services; a proxy, a tarpit or a decoy does.
        bool AreCrowded() => tcp.Length >= PortKinds.ManyPorts && tcp.All(port => port.State == PortState.Open);

        static bool IsOneOfAll(PortFinding port) => port.Representative.Result.Remarks.HasFlag(Core.Results.Remarks.AllPortsOpen);

        int CountOf(PortState state) => ports.Count(port => port.State == state);
    }

    private static StateSection SectionOf(PortState state, IEnumerable<PortFinding> ports, PortFacts facts, Messages messages)
    {
        var members = ports.Where(port => port.State == state).ToArray();
        var exposures = members.Where(IsExposure).ToArray();
        return new StateSection(state, members.Length, [.. exposures.Select(port => Exposure.Of(port, messages))], FindingGroup.Of(members.Except(exposures)));

        // Where one device answers for every port, a warning about each would be noise.
        bool IsExposure(PortFinding port) => state == PortState.Open
            && !(facts.EveryTcpPortOpen && port.Protocol == ProbeProtocol.Tcp)
            && !port.Representative.Result.Remarks.HasFlag(Core.Results.Remarks.ManyOpenPorts);
    }
}
