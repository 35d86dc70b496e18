using PortScanner.Engine;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Counters;
using PortScanner.Web.Features.Forwarding;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Features.Startup;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Features.Doctor;

/// <summary>The configuration, read as the program reads it.</summary>
/// <param name="Role">What the process is to be.</param>
/// <param name="Engine">The engine's options; null if they cannot be read.</param>
/// <param name="ForwardingHeader">The header that a proxy names the visitor in; null if there is no proxy.</param>
/// <param name="Findings">What was found.</param>
internal sealed record SettingsExamination(ProcessRole Role, ScanEngineOptions? Engine, string? ForwardingHeader, IReadOnlyList<Finding> Findings)
{
    private const string Cure = "docs/configuration.md has each setting with what is allowed.";

    /// <summary>Looks.</summary>
    public static SettingsExamination Look(IConfiguration configuration)
    {
        var findings = new List<Finding>();
        var role = Try(() => ProcessRoles.Of(configuration), findings);
        Try(
            () =>
            {
                TrustGuard.Check(configuration);
                return true;
            },
            findings);
        var engine = Try(() => Settings.Read<ScanEngineOptions>(configuration, "Engine"), findings);
        var admission = Try(() => Settings.Read<AdmissionOptions>(configuration, "Admission"), findings);
        var forwarding = Try(
            () => ForwardingSettings.Create(Settings.Read<ForwardingOptions>(configuration, "Forwarding"), admission?.AllowLoopback ?? false), findings);
        Try(
            () =>
            {
                if (forwarding is { IsOn: true } && role != ProcessRole.Tester)
                {
                    SiteNames.RequireBehindProxy(configuration);
                }

                return true;
            },
            findings);
        Try(() => AdmissionSettings.Create(admission ?? new AdmissionOptions(), engine?.SourcePrefix, forwarding?.Proxies ?? []), findings);
        var contact = Try(() => OperatorSettings.Create(Settings.Read<OperatorOptions>(configuration, "Operator")), findings);
        Try(() => Settings.Read<WebOptions>(configuration, "Web"), findings);
        Try(() => Settings.Read<TelemetryOptions>(configuration, "Telemetry"), findings);
        if (findings.Count == 0)
        {
            findings.Add(Finding.Right(Subjects.Settings, "All can be read."));
        }

        if (contact is { Contact: null } && role != ProcessRole.Tester)
        {
            findings.Add(Finding.Notice(
                Subjects.Contact, "Operator:Contact is not set, so the program listens on loopback and private addresses only.",
                "Set it to mailto: and an address that you read, before the internet is served."));
        }

        if (admission?.AllowLoopback == true)
        {
            findings.Add(Finding.Notice(
                Subjects.Loopback, "Admission:AllowLoopback is on: whoever comes from this machine may test it, a proxy on it included.", "Switch it off in service."));
        }

        return new SettingsExamination(role, engine, forwarding is { IsOn: true } ? forwarding.Header : null, findings);
    }

    private static T? Try<T>(Func<T> read, List<Finding> findings)
    {
        try
        {
            return read();
        }
        catch (ConfigurationException e)
        {
            findings.AddRange(e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Finding.Wrong(Subjects.Settings, line, Cure)));
            return default;
        }
    }
}
