using System.Text.Json;

using PortScanner.Core.Addresses;
using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>What the JSON formats end with.</summary>
internal static class SummaryJson
{
    /// <summary>The value of <c>ended</c> for a scan that decided every probe.</summary>
    public const string Completed = "completed";

    /// <summary>Writes which ports of the profile the operator has excluded; nothing if there are none.</summary>
    public static void WriteLeftOut(Utf8JsonWriter json, ReportHeader header)
    {
        if (!header.Plan.LeftOut.IsEmpty)
        {
            json.WriteString("leftOut", header.Plan.LeftOut.ToString());
        }
    }

    /// <summary>Writes the last properties of an object, whose sentences are English for programs, and in the reader's language for a page.</summary>
    public static void WriteProperties(Utf8JsonWriter json, ScanReport report, Messages messages)
    {
        json.WriteStartObject("summary");
        foreach (var state in Enum.GetValues<PortState>())
        {
            json.WriteNumber(ReportNames.Of(state), report.CountOf(state));
        }

        json.WriteEndObject();
        if (report.SettledAfter is { } settled)
        {
            json.WriteNumber("settledMs", (long)settled.TotalMilliseconds);
        }
        else
        {
            json.WriteNull("settledMs");
        }

        WriteFirewall(json, FirewallFinding.Of(report, messages));
        json.WriteString("ban", BanFindings.Of(report).Name());
        json.WriteString("second", SecondFindings.Of(report).Name());
        json.WriteString("expect", report.Expectation?.Expect);
        if (report.Pass is { } pass)
        {
            json.WriteBoolean("pass", pass);
        }
        else
        {
            json.WriteNull("pass");
        }

        if (report.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }
        else
        {
            json.WriteNull("seed");
        }

        WriteOthers(json, report.Others);
        json.WriteString("ended", report.EarlyEnd is { } early ? messages.Format(early) : Completed);
    }

    private static void WriteOthers(Utf8JsonWriter json, IReadOnlyList<OtherSource> others)
    {
        json.WriteStartArray("alsoFrom");
        foreach (var other in others)
        {
            json.WriteStartObject();
            json.WriteString("address", other.Address.ToString());
            json.WriteString("as", other.Role.Name());
            json.WriteString("since", other.Since.ToUniversalTime());
            json.WriteString("insteadOf", other.Instead?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFirewall(Utf8JsonWriter json, FirewallFinding? firewall)
    {
        if (firewall is null)
        {
            json.WriteNull("firewall");
            return;
        }

        json.WriteStartObject("firewall");
        json.WriteString("verdict", firewall.Verdict.Name());
        json.WriteStartArray("evidence");
        foreach (var fact in firewall.Evidence)
        {
            json.WriteStringValue(fact);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
