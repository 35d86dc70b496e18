using System.Net.Sockets;

using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Results;
using PortScanner.Reports;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Scans;

/// <summary>What a form asks for, checked. All that is wrong is reported at once.</summary>
/// <param name="Plan">What is to be probed.</param>
/// <param name="Format">How the report is written.</param>
/// <param name="Expectation">What the caller expects to be open; null if nothing is expected.</param>
/// <param name="IsStrict">Whether a failed expectation is to show in the HTTP status.</param>
internal sealed record ScanRequest(ScanPlan Plan, IReportFormat Format, Expectation? Expectation, bool IsStrict)
{
    /// <summary>The fields that a form may have.</summary>
    public static readonly IReadOnlyList<string> Fields = ["consent", "profile", "ports", "udp", "icmp", "firewall", "pace", "until", "wait", "expect", "format", "status", ReaderLanguage.Field];

    /// <summary>Whether a form agrees to be tested. Without that nothing of it is read that costs more than to look at it.</summary>
    public static bool Agrees(IFormCollection form) => new FormFields(form).Text("consent") == "yes";

    /// <summary>Reads a form.</summary>
    /// <param name="form">The form's fields.</param>
    /// <param name="family">The caller's address family.</param>
    /// <param name="payloads">The operator's payloads.</param>
    /// <param name="acceptedFormat">The format to use if the form names none.</param>
    /// <param name="errors">What is wrong, by field; empty if nothing is.</param>
    /// <returns>Null if something is wrong.</returns>
    public static ScanRequest? Read(
        IFormCollection form, AddressFamily family, UdpPayloads payloads, IReportFormat acceptedFormat, out IReadOnlyDictionary<string, Message[]> errors)
    {
        var fields = new FormFields(form);
        fields.RequireKnown(Fields);
        fields.RequireNoFiles();
        var agrees = Agrees(form);
        if (!agrees)
        {
            fields.Error("consent", new Message("form.consent"));
        }

        var format = fields.Choice("format", acceptedFormat, ReportFormats.Find, ReportFormats.All.Select(known => known.Name));
        var profileName = fields.Text("profile");
        var ports = agrees ? fields.Parsed<PortSpecification>("ports", ParsePorts) : null;
        var profile = profileName is null && ports is not null ? ScanProfile.Custom : ReadProfile(fields);
        if (ports is not null && profile != ScanProfile.Custom)
        {
            fields.Error("ports", new Message("form.ports-without-custom"));
        }

        var expectation = agrees ? fields.Parsed<Expectation>("expect", Expectation.TryParse) : null;
        if (expectation is not null && ScanPlanner.WhyDenied(expectation.Ports, payloads.Denied) is { } denied)
        {
            fields.Error("expect", denied);
        }

        var isStrict = fields.Choice("status", false, name => name == "strict" ? true : null, ["strict"]);
        if (isStrict && fields.Text("expect") is null)
        {
            fields.Error("status", new Message("form.strict-without-expect"));
        }

        if (isStrict && format.IsStreamed)
        {
            string[] finished = [.. ReportFormats.All.Where(known => !known.IsStreamed).Select(known => $"format={known.Name}")];
            fields.Error("status", new Message("form.strict-while-streamed", ("formats", finished)));
        }

        var options = new ScanOptions(fields.YesNo("udp"), fields.YesNo("icmp"), fields.YesNo("firewall"))
        {
            Pace = fields.Parsed<ScanPace>("pace", ScanPace.TryParse) ?? ScanPace.Normal,
            Wait = ReadWait(fields),
        };
        var planRequest = new ScanPlanRequest(profile, family) { Ports = ports, Options = options, Payloads = payloads, Expected = expectation?.Ports };
        ScanPlan? plan = null;
        if (!fields.HasErrors && !ScanPlanner.TryCreate(planRequest, out plan, out var planError))
        {
            fields.Error("ports", planError);
        }
        else if (plan is not null && GentleTime.WhyRefused(plan) is { } paceError)
        {
            fields.Error("pace", paceError);
        }

        errors = fields.Errors;
        return fields.HasErrors ? null : new ScanRequest(plan!, format, expectation, isStrict);
    }

    /// <summary>Reads a list of ports.</summary>
    public static bool ParsePorts(string text, out PortSpecification? ports, out Message? error)
    {
        var isParsed = PortSpecification.TryParse(text, out ports, out var wrong);
        error = wrong?.Words;
        return isParsed;
    }

    private static ScanProfile ReadProfile(FormFields fields) => fields.Choice(
        "profile",
        ScanProfile.Quick,
        name => ScanProfiles.TryParse(name, out var profile) ? profile : null,
        Enum.GetValues<ScanProfile>().Select(ReportNames.Of));

    // A scan that ends with what is settled waits for nothing more.
    private static TimeSpan? ReadWait(FormFields fields)
    {
        var endsSettled = fields.Choice("until", false, name => name switch { "settled" => true, "complete" => false, _ => null }, ["settled", "complete"]);
        var wait = fields.Parsed<ScanWait>("wait", ScanWait.TryParse);
        if (endsSettled && wait is not null)
        {
            fields.Error("wait", new Message("form.wait-settled"));
        }

        if (endsSettled && fields.Text("firewall") == "yes")
        {
            fields.Error("until", new Message("form.until-firewall"));
        }

        return endsSettled ? TimeSpan.Zero : wait?.Time;
    }
}
