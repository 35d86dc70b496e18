using System.Net.Sockets;

using Microsoft.Extensions.Primitives;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Engine.DryRun;
using PortScanner.Engine.Options;
using PortScanner.Reports;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Features.DryRun;

/// <summary>
/// <c>dry-run [field=value …]</c>: prints what a scan would send and when, and sends nothing. The fields are those of the form that
/// say what is probed, and <c>family=ipv4|ipv6</c> and <c>pcap=FILE</c>.
/// </summary>
internal static class DryRunVerb
{
    private const string FamilyField = "family";
    private const string PcapField = "pcap";

    private static readonly string[] PlanFields = ["profile", "ports", "udp", "icmp", "firewall", "pace", "expect"];

    /// <summary>Prints.</summary>
    /// <param name="start">What the process was started with.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ConfigurationException">A setting or a field is wrong.</exception>
    public static int Run(StartContext start, TextWriter output)
    {
        var settings = SiteSettings.Read(start);
        var options = settings.Options.Engine;
        var fields = Fields(start.CommandLine.Fields);
        var family = Family(fields);
        fields.Remove(PcapField, out var pcapFile);
        var plan = Plan(fields, family, PayloadFileReader.Read(options).Denying(settings.Admission.DenyPorts));
        var packets = ScanDryRun.Of(plan, options).ToList();
        PacketListing.Write(output, family, packets);
        if (pcapFile is not null)
        {
            WritePcap(pcapFile, packets);
        }

        return 0;
    }

    private static void WritePcap(string path, List<DryRunPacket> packets)
    {
        try
        {
            using var file = File.Create(path);
            PcapFile.Write(file, packets);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConfigurationException([$"{PcapField} is \"{path}\", which cannot be written: {e.Message}"]);
        }
    }

    private static Dictionary<string, string> Fields(IEnumerable<string> texts)
    {
        string[] known = [.. PlanFields, FamilyField, PcapField];
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [var field, var value] || !known.Contains(field, StringComparer.Ordinal))
            {
                var meant = NearestName.Of(text.Split('=')[0], known) is { } near ? $"did you mean {near}=? A" : "a";
                throw new ConfigurationException(
                    [$"{Verb.DryRun.Name} does not know \"{text}\"; {meant}llowed are {string.Join(", ", PlanFields.Select(plan => $"{plan}=…"))}, family=ipv4|ipv6 and pcap=FILE."]);
            }

            if (!fields.TryAdd(field, value))
            {
                throw new ConfigurationException([$"{field}= is there twice; leave one of them out."]);
            }
        }

        return fields;
    }

    private static AddressFamily Family(Dictionary<string, string> fields)
    {
        fields.Remove(FamilyField, out var name);
        return name switch
        {
            null or "ipv4" => AddressFamily.InterNetwork,
            "ipv6" => AddressFamily.InterNetworkV6,
            _ => throw new ConfigurationException([$"family is \"{name}\"; allowed is ipv4 or ipv6."]),
        };
    }

    private static ScanPlan Plan(Dictionary<string, string> fields, AddressFamily family, UdpPayloads payloads)
    {
        var form = fields.Append(new KeyValuePair<string, string>("consent", "yes"))
            .ToDictionary(field => field.Key, field => new StringValues(field.Value), StringComparer.Ordinal);
        var request = ScanRequest.Read(new FormCollection(form), family, payloads, ReportFormats.Text, out var errors);
        return request?.Plan
            ?? throw new ConfigurationException(errors.SelectMany(field => field.Value, (field, error) => $"{field.Key}: {error}"));
    }
}
