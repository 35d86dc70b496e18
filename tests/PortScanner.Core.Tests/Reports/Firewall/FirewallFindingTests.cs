using System.Net;

using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Findings.Firewall;

namespace PortScanner.Core.Tests.Reports.Firewall;

public class FirewallFindingTests
{
    [Fact]
    public void Report_without_firewall_tests_has_no_finding() => Assert.Null(FirewallFinding.Of(SampleReports.Mixed().Report, Languages.English));

    [Fact]
    public void Scan_that_ended_early_has_no_verdict_that_rests_on_what_is_missing()
    {
        var report = SampleReports.Scan(
            IPAddress.Parse("203.0.113.7"),
            ScanProfile.Custom,
            [SampleReports.Row(ProbeKind.Syn, 80, Reason.SynAck), SampleReports.Row(ProbeKind.Ack, 80, Reason.Reset)],
            null,
            null,
            testsFirewall: true).Report;

        Assert.Equal(FirewallVerdict.None, FirewallFinding.Of(report, Languages.English)!.Verdict);
        Assert.Equal(FirewallVerdict.CannotTell, FirewallFinding.Of(report with { EarlyEnd = new Message("report.tester-stopped") }, Languages.English)!.Verdict);
    }

    [Fact]
    public void Firewall_tests_are_no_findings_about_ports()
    {
        var findings = ReportFindings.Of(SampleReports.Stateful().Report);

        Assert.Equal(4, findings.Facts.Total);
        Assert.Contains(PortState.Unfiltered, findings.States);
        Assert.DoesNotContain(findings.Sections, section => section.State == PortState.Unfiltered);
    }

    [Fact]
    public void Each_test_has_words_for_every_outcome()
    {
        Assert.Equal(
            ProbeKinds.All.Where(kind => kind.TestsFirewall).Select(kind => kind.Kind),
            FirewallTestMessages.All.Select(words => words.Kind));
        foreach (var words in FirewallTestMessages.All)
        {
            foreach (var reason in Reasons.All)
            {
                var meaning = words.MeaningOf(SampleReports.Row(words.Kind, 80, reason.Reason).Result, Languages.English);
                Assert.DoesNotMatch("stealth|\\.$|^$", meaning);
            }
        }
    }

    [Fact]
    public void Every_sign_that_the_verdict_is_drawn_from_is_told_as_evidence()
    {
        FirewallSigns[] told =
        [
            FirewallSigns.AckPassesWhereSynIsStopped, FirewallSigns.AckStoppedWhereSynPasses, FirewallSigns.FinAckStoppedOnClosedPort,
            FirewallSigns.AckStoppedOnReplyPorts, FirewallSigns.PortShut, FirewallSigns.OddFlagsStopped, FirewallSigns.AckPasses,
            FirewallSigns.OptionsGetAround, FirewallSigns.FragmentGetsAround,
        ];
        var facts = FirewallFacts.Of(SampleReports.EverySign());

        Assert.All(told, sign => Assert.True(facts.Signs.HasFlag(sign), $"{sign}"));
        Assert.Equal(told.Length, FirewallMessages.Evidence(facts, Languages.English).Distinct().Count());
    }
}
