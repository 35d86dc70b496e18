using PortScanner.Engine.Identity;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Nodes;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Framework;

namespace PortScanner.Web.Settings;

/// <summary>All settings, read and judged once, before anything is built by them.</summary>
internal sealed class SiteSettings
{
    private SiteSettings(SettingsReader reader, List<string> errors)
    {
        Reader = reader;
        Options = reader.Read(errors, out var written);
        Framework =
        [
            .. ((string[])[nameof(SiteOptions.Urls), nameof(SiteOptions.AllowedHosts), nameof(SiteOptions.Serilog), nameof(SiteOptions.Kestrel)])
                .Select(written.Find).OfType<SettingNode>().SelectMany(node => node.Flatten()),
        ];
        Role = Try(() => ProcessRoles.Of(Options.Role), errors);
        Operator = Try(() => OperatorSettings.Create(Options.Operator), errors) ?? OperatorSettings.Create(new OperatorOptions());
        Options.Engine.WithProbeUri(Operator);
        errors.AddRange(Options.Engine.WrongValues());
        Forwarding = ReadForwarding(errors);
        Cluster = Try(() => ClusterSettings.Create(Options.Cluster, Options.Tester, Role), errors) ?? ClusterSettings.None;
        Admission = Try(() => AdmissionSettings.Create(Options.Admission, Options.Engine.SourcePrefix, [.. Forwarding.Proxies, .. Cluster.OwnNetworks]), errors)
            ?? AdmissionSettings.Create(new AdmissionOptions());
        if (Role != ProcessRole.Tester)
        {
            CheckSite(errors);
        }

        CheckAll(errors);
    }

    /// <summary>Reads them again.</summary>
    public SettingsReader Reader { get; }

    /// <summary>As they were set.</summary>
    public SiteOptions Options { get; }

    /// <summary>Those that the framework reads by itself.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Framework { get; }

    /// <summary>What the process is.</summary>
    public ProcessRole Role { get; }

    /// <summary>Who answers for the site.</summary>
    public OperatorSettings Operator { get; }

    /// <summary>The proxies in front; a tester knows their addresses alone, which are never tested.</summary>
    public ForwardingSettings Forwarding { get; }

    /// <summary>How nodes on several machines find and trust each other.</summary>
    public ClusterSettings Cluster { get; }

    /// <summary>Who may be scanned.</summary>
    public AdmissionSettings Admission { get; }

    /// <summary>The host names that the site answers to.</summary>
    public IReadOnlyList<string> HostNames => SiteNames.Split(Options.AllowedHosts);

    /// <summary>Where the site listens, as it was set.</summary>
    public IReadOnlyList<string> ListenUrls => [.. ListenUrl.Split(Options.Urls), .. Options.Kestrel.Endpoints.Values.Select(endpoint => endpoint.Url).OfType<string>()];

    /// <summary>Reads them.</summary>
    /// <exception cref="ConfigurationException">Names everything that is wrong, and what is allowed.</exception>
    public static SiteSettings Read(StartContext start)
    {
        var settings = Read(start, out var errors);
        return errors.Count == 0 ? settings : throw new ConfigurationException(errors);
    }

    /// <summary>Reads them.</summary>
    /// <param name="start">What the process was started with.</param>
    /// <param name="errors">What is wrong, a sentence each. What it is about has its default.</param>
    public static SiteSettings Read(StartContext start, out IReadOnlyList<string> errors)
    {
        var found = new List<string>();
        var settings = new SiteSettings(new SettingsReader(start), found);
        errors = [.. found.Distinct(StringComparer.Ordinal)];
        return settings;
    }

    private ForwardingSettings ReadForwarding(List<string> errors) => Role == ProcessRole.Tester
        ? Try(() => ForwardingSettings.OfTester(Options.Forwarding), errors) ?? ForwardingSettings.Create(new ForwardingOptions())
        : Try(() => ForwardingSettings.Create(Options.Forwarding, Options.Admission.AllowLoopback), errors) ?? ForwardingSettings.Create(new ForwardingOptions());

    private void CheckSite(List<string> errors)
    {
        SiteNames.Check(HostNames, errors);
        if (Forwarding.IsOn)
        {
            SiteNames.RequireBehindProxy(HostNames, errors);
        }

        Options.Web.Check(errors);
        KestrelSettings.Check(Options.Urls, Options.Kestrel, errors);
        Try(() => Options.ConnectionStrings.CreateStore(TimeProvider.System), errors);
        if (Cluster.IsOn && NodeNumber.Alike([Cluster.Node, .. Cluster.Options.WebNodes.Keys]) is var (one, other))
        {
            errors.Add($"Cluster:WebNodes has \"{one}\" and \"{other}\", which have the same number by chance, so that scans of the one would be looked for on the other; give one of them another name.");
        }

        if (Cluster.Options.LimitSecretFile is { } secret)
        {
            Try(() => LimitSecret.Read(secret), errors);
            if (string.IsNullOrWhiteSpace(Options.ConnectionStrings.Results))
            {
                errors.Add("Cluster:LimitSecretFile means nothing without ConnectionStrings:Results, the database in which the web nodes count together.");
            }
        }
    }

    private void CheckAll(List<string> errors)
    {
        Options.Serilog.MinimumLevel.Check(errors);
        Try(() => TelemetryExport.EndpointOf(Options.Telemetry), errors);
        if (ListenUrl.SocketComplaint(Options.Tester.Socket) is { } complaint)
        {
            errors.Add($"Tester:Socket: \"{Options.Tester.Socket}\" {complaint}");
        }
    }

    private static T? Try<T>(Func<T> read, List<string> errors)
    {
        try
        {
            return read();
        }
        catch (ConfigurationException e)
        {
            errors.AddRange(e.Errors);
            return default;
        }
    }
}
