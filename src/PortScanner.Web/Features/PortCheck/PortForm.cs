using System.Globalization;
using System.Net.Sockets;

using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.PortCheck;

/// <summary>Reads the form that asks about a few ports: a scan of those alone, which are expected to be open.</summary>
/// <param name="path">The ports that the path names; null if the form names them.</param>
internal sealed class PortForm(string? path)
{
    /// <summary>How many ports may be asked about: who asks about more wants a report.</summary>
    public const int MostPorts = 16;

    /// <summary>The field that holds the ports where the path does not.</summary>
    public const string PortsField = "ports";

    /// <summary>The fields that a form may have beside the ports.</summary>
    public static readonly IReadOnlyList<string> Fields = ["consent", "format", "status", ReaderLanguage.Field];

    private static readonly PortLinesFormat Streamed = new(isStreamed: true);
    private static readonly PortLinesFormat Finished = new(isStreamed: false);

    /// <inheritdoc cref="FormReader"/>
    public ScanRequest? Read(
        IFormCollection form, AddressFamily family, UdpPayloads payloads, IReportFormat acceptedFormat, out IReadOnlyDictionary<string, Message[]> errors)
    {
        var fields = new FormFields(form);
        fields.RequireKnown(path is null ? [.. Fields, PortsField] : Fields);
        fields.RequireNoFiles();
        var agrees = ScanRequest.Agrees(form);
        if (!agrees)
        {
            fields.Error("consent", new Message("form.consent"));
        }

        var isStrict = fields.Choice("status", false, name => name == "strict" ? true : null, ["strict"]);
        var format = fields.Choice("format", acceptedFormat, ReportFormats.Find, ReportFormats.All.Select(known => known.Name));
        if (format == ReportFormats.Text)
        {
            format = isStrict ? Finished : Streamed;
        }
        else if (isStrict && format.IsStreamed)
        {
            string[] finished = [.. ReportFormats.All.Where(known => !known.IsStreamed).Prepend(ReportFormats.Text).Select(known => $"format={known.Name}")];
            fields.Error("status", new Message("form.strict-while-streamed", ("formats", finished)));
        }

        // The ports of a form that does not agree are not read.
        var ports = agrees ? Ports(path ?? fields.Text(PortsField), fields) : null;
        ScanPlan? plan = null;
        if (ports is not null && !fields.HasErrors && !ScanPlanner.TryCreate(Asked(ports, family, payloads), out plan, out var error))
        {
            fields.Error(PortsField, error);
        }

        errors = fields.Errors;
        return plan is null ? null : new ScanRequest(plan, format, new Expectation(ports!), isStrict);
    }

    /// <summary>Reads what names ports.</summary>
    /// <returns>Null if it names none, or too many; why is told then.</returns>
    public static PortSpecification? Parse(string? text, out Message? error)
    {
        error = null;
        PortSpecification? ports = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            error = new Message("ports.nothing-named", ("allowed", PortSpecification.Allowed));
        }
        else if (ScanRequest.ParsePorts(text, out ports, out error) && ports!.Tcp.Count + ports.Udp.Count > MostPorts)
        {
            error = new Message("ports.too-many", ("most", MostPorts.ToString(CultureInfo.InvariantCulture)));
        }

        return error is null ? ports : null;
    }

    private static PortSpecification? Ports(string? text, FormFields fields)
    {
        var ports = Parse(text, out var error);
        if (error is not null)
        {
            fields.Error(PortsField, error);
        }

        return ports;
    }

    private static ScanPlanRequest Asked(PortSpecification ports, AddressFamily family, UdpPayloads payloads) => new(ScanProfile.Custom, family)
    {
        Ports = ports,
        Payloads = payloads,
        Expected = ports,
    };
}
