using System.Net.Sockets;

using Microsoft.Extensions.Primitives;

using PortScanner.Core.Payloads;
using PortScanner.Core.Reports;
using PortScanner.Core.Scanning;
using PortScanner.Engine;
using PortScanner.Engine.Rehearsal;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Features.Startup;

namespace PortScanner.Web.Features.Rehearsal;

/// <summary>
/// <c>--dry-run [field=value …]</c>: prints what a scan would send and when, and sends nothing. The fields are those of the form that
/// say what is probed, and <c>family=ipv4|ipv6</c> and <c>pcap=FILE</c>.
/// </summary>
internal static class DryRun
{
    private const string Switch = "--dry-run";

    private static readonly string[] PlanFields = ["profile", "ports", "udp", "icmp", "firewall", "expect"];

    /// <summary>Whether the command line asks for it.</summary>
    public static bool IsAskedFor(string[] arguments) => arguments.Contains(Switch, StringComparer.Ordinal);

    /// <summary>Prints.</summary>
    /// <param name="arguments">The command line: settings before the switch, fields behind it.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ConfigurationException">A field is wrong.</exception>
    public static int Run(string[] arguments, TextWriter output)
    {
        var position = Array.IndexOf(arguments, Switch);
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(arguments[..position]).Build();
        var fields = Fields(arguments[(position + 1)..]);
        var family = Family(fields);
        fields.Remove("pcap", out var pcapFile);
        var options = Settings.Read<ScanEngineOptions>(configuration, "Engine");
        var plan = Plan(fields, family, PayloadFileReader.Read(options));
        var packets = ScanRehearsal.Of(plan, options).ToList();
        PacketListing.Write(output, family, packets);
        if (pcapFile is not null)
        {
            using var file = File.Create(pcapFile);
            PcapFile.Write(file, packets);
        }

        return 0;
    }

    private static Dictionary<string, string> Fields(string[] texts)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [var field, var value] || !PlanFields.Append("family").Append("pcap").Contains(field, StringComparer.Ordinal))
            {
                throw new ConfigurationException(
                    [$"{Switch} does not know \"{text}\"; allowed are {string.Join(", ", PlanFields.Select(known => $"{known}=…"))}, family=ipv4|ipv6 and pcap=FILE."]);
            }

            fields[field] = value;
        }

        return fields;
    }

    private static AddressFamily Family(Dictionary<string, string> fields)
    {
        fields.Remove("family", out var name);
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
