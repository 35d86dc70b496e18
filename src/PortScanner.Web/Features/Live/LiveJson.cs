using System.Text.Json;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Data;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Live;

/// <summary>The data of the events <c>plan</c> and <c>rows</c>; <c>docs/openapi.json</c> describes the fields.</summary>
internal static class LiveJson
{
    /// <summary>What a scan asks, as one line.</summary>
    public static string Plan(ReportHeader header) => JsonText.Of(json =>
    {
        var plan = header.Plan;
        json.WriteStartObject();
        json.WriteString("address", header.Address.ToString());
        json.WriteString("family", ReportNames.Of(header.Family));
        json.WriteString("source", header.Source);
        json.WriteString("profile", ReportNames.Of(plan.Profile));
        json.WriteString("startedAt", header.StartedAt.ToUniversalTime());
        json.WriteString("pace", plan.Pace.Name);
        if (header.PacketsPerSecond is { } most)
        {
            json.WriteNumber("packetsPerSecond", most);
        }
        else
        {
            json.WriteNull("packetsPerSecond");
        }

        if (plan.Pace.IsGentle)
        {
            json.WriteNumber("usualMs", (long)GentleTime.Usual(plan).TotalMilliseconds);
        }
        else
        {
            json.WriteNull("usualMs");
        }

        json.WriteNumber("budgetMs", (long)plan.TimeBudget.TotalMilliseconds);
        json.WriteBoolean("firewall", plan.TestsFirewall);
        json.WriteString("expect", header.Expect);
        json.WriteNumber("total", plan.Probes.Count);
        json.WriteBoolean("ping", header.CountOf(ProbeProtocol.Icmp) > 0);
        Facts(json, header);
        json.WriteStartArray("precedence");
        foreach (var state in PortStates.Precedence)
        {
            json.WriteStringValue(ReportNames.Of(state));
        }

        json.WriteEndArray();
        Ports(json, plan, ProbeProtocol.Tcp);
        Ports(json, plan, ProbeProtocol.Udp);
        json.WriteEndObject();
    });

    /// <summary>
    /// Results as one line: those that were answered as in a report, and silence, of which there may be tens of thousands alike, by ports.
    /// </summary>
    public static string Rows(IEnumerable<ProbeResult> results) => JsonText.Of(json =>
    {
        var rows = results.Select(GatheredResults.RowOf).ToLookup(row => row.IsAnswer || row.Result.Probe.Port is null);
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var row in rows[true])
        {
            ResultFields.Of(row).WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteStartArray("silent");
        foreach (var alike in rows[false].Select(row => row.Result).GroupBy(result => (result.Probe.Kind, result.State, result.Reason, result.Attempts, result.Remarks)))
        {
            Silence(json, alike.First(), PortSet.From(alike.Select(result => result.Probe.Port!.Value)));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    // What the text report begins with, in its words.
    private static void Facts(Utf8JsonWriter json, ReportHeader header)
    {
        json.WriteStartArray("facts");
        foreach (var (label, text) in HeaderMessages.Facts(header))
        {
            json.WriteStartObject();
            json.WriteString("label", label);
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Silence(Utf8JsonWriter json, ProbeResult result, PortSet ports)
    {
        json.WriteStartObject();
        json.WriteString("protocol", ReportNames.Of(result.Probe.Protocol));
        json.WriteString("ports", ports.ToString());
        json.WriteString("probe", result.Probe.Kind.Info().Name);
        json.WriteString("state", ReportNames.Of(result.State));
        json.WriteString("reason", result.Reason.Info().Name);
        json.WriteNumber("attempts", result.Attempts);
        json.WriteStartArray("remarks");
        foreach (var remark in result.Remarks.Infos())
        {
            json.WriteStringValue(remark.Name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Ports(Utf8JsonWriter json, ScanPlan plan, ProbeProtocol protocol)
    {
        var ports = PortSet.From(plan.Probes.Where(probe => probe.Protocol == protocol).Select(probe => probe.Port!.Value));
        json.WriteStartObject(ReportNames.Of(protocol));
        json.WriteString("ports", ports.ToString());
        json.WriteStartObject("services");
        foreach (var port in ports.Ports)
        {
            if (ServiceCatalogue.Default.Find(protocol, port)?.Service is { } service)
            {
                json.WriteString($"{port}", service);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
