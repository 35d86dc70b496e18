using System.Text.Json;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>What a report means, in words of its reader's language that are ready to be shown; <c>docs/openapi.json</c> describes the fields.</summary>
public static class FindingsJson
{
    /// <summary>The findings of <paramref name="report"/> as one line.</summary>
    public static string Write(ScanReport report) => JsonText.Of(json => Write(json, report, ReportFindings.Of(report)));

    private static void Write(Utf8JsonWriter json, ScanReport report, ReportFindings findings)
    {
        var messages = report.Header.Messages;
        json.WriteStartObject();
        json.WriteString("verdict", VerdictName(findings.Verdict));
        json.WriteString("sentence", findings.Sentence);
        json.WriteString("banSentence", findings.Ban);
        json.WriteString("secondSentence", findings.Second);
        json.WriteString("effort", VerdictMessages.Effort(report, messages));
        json.WriteNumber("durationMs", (long)report.Duration.TotalMilliseconds);
        Array(json, "sections", findings.Sections, (item, section) => Section(item, section, messages));
        Array(json, "remarks", findings.Remarks, (item, remark) => Remark(item, remark, messages));
        json.WriteString("ping", findings.Ping);
        Firewall(json, findings.Firewall);
        Expectation(json, report);
        SummaryJson.WriteProperties(json, report, messages);
        json.WriteEndObject();
    }

    private static void Section(Utf8JsonWriter json, StateSection section, Messages messages)
    {
        json.WriteString("state", ReportNames.Of(section.State));
        json.WriteString("heading", section.Heading(messages));
        json.WriteString("meaning", section.State.Meaning(messages));
        json.WriteString("advice", section.State.Advice(messages));
        json.WriteNumber("ports", section.PortCount);
        Array(json, "exposures", section.Exposures, Exposure);
        Array(json, "groups", section.Groups, (item, group) => Group(item, group, messages));
    }

    private static void Exposure(Utf8JsonWriter json, Exposure exposure)
    {
        json.WriteString("port", exposure.Port);
        json.WriteString("service", exposure.Service);
        json.WriteString("risk", exposure.Risk);
        json.WriteString("amplification", exposure.Amplification);
        json.WriteString("doubt", exposure.Doubt);
        json.WriteString("responder", exposure.Responder?.ToString());
    }

    private static void Group(Utf8JsonWriter json, FindingGroup group, Messages messages)
    {
        json.WriteString("sentence", group.Sentence(messages));
        json.WriteString("answerer", group.Answerer(messages));
        Array(json, "ports", group.Ports, Ports);
    }

    private static void Ports(Utf8JsonWriter json, ProtocolPorts ports)
    {
        json.WriteString("protocol", ReportNames.Of(ports.Protocol));
        json.WriteString("ranges", ports.Ranges);
    }

    private static void Remark(Utf8JsonWriter json, RemarkGroup remark, Messages messages)
    {
        json.WriteString("name", remark.Remark.Name);
        json.WriteString("sentence", remark.Remark.Sentence(messages));
        json.WriteBoolean("ofPing", remark.IsOfPing);
        json.WriteString("ofFirewallTests", remark.IsOfFirewallTests ? messages["report.firewall-tests"] : null);
        Array(json, "ports", remark.Ports, Ports);
    }

    private static void Firewall(Utf8JsonWriter json, FirewallFinding? firewall)
    {
        json.WriteString("firewallSentence", firewall?.Sentence);
        Array(json, "firewallTests", firewall?.Tests ?? [], (test, value) =>
        {
            test.WriteString("name", value.Name);
            test.WriteString("asked", value.Asked);
            Array(test, "outcomes", value.Outcomes, (outcome, result) =>
            {
                outcome.WriteString("state", ReportNames.Of(result.State));
                outcome.WriteString("ports", result.Ports);
                outcome.WriteString("meaning", result.Meaning);
            });
        });
    }

    private static void Expectation(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartArray("differences");
        foreach (var difference in report.Expectation?.Differences ?? [])
        {
            json.WriteStringValue(report.Header.Messages.Format(difference));
        }

        json.WriteEndArray();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string VerdictName(Verdict verdict) => verdict switch
    {
        Verdict.NothingTested => "nothing-tested",
        Verdict.AnswersForAll => "answers-for-all",
        Verdict.Exposed => "exposed",
        Verdict.Undecided => "undecided",
        Verdict.Refusing => "refusing",
        Verdict.Silent => "silent",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
    };
}
