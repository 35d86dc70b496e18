using PortScanner.Cluster.Options;
using PortScanner.Engine.Options;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Framework;

namespace PortScanner.Web.Settings;

/// <summary>All that can be set. Each public property is a section or a setting, and what has none here is refused.</summary>
internal sealed class SiteOptions
{
    /// <summary>What the process is: all, web or tester.</summary>
    /// <value>all.</value>
    public string Role { get; set; } = ProcessRoles.Names[0];

    /// <summary>Where the site listens, separated by semicolons.</summary>
    /// <value>None: port 5000 of loopback.</value>
    public string? Urls { get; set; }

    /// <summary>The host names that the site answers to, separated by semicolons.</summary>
    /// <value>*: any.</value>
    public string AllowedHosts { get; set; } = "*";

    /// <summary>Who may be scanned.</summary>
    public AdmissionOptions Admission { get; } = new();

    /// <summary>How probes are sent.</summary>
    public ScanEngineOptions Engine { get; } = new();

    /// <summary>The proxies in front.</summary>
    public ForwardingOptions Forwarding { get; } = new();

    /// <summary>Who answers for the site.</summary>
    public OperatorOptions Operator { get; } = new();

    /// <summary>Where counters go.</summary>
    public TelemetryOptions Telemetry { get; } = new();

    /// <summary>How front end and tester find each other.</summary>
    public TesterOptions Tester { get; } = new();

    /// <summary>How web nodes and testers on several machines find and trust each other.</summary>
    public ClusterOptions Cluster { get; } = new();

    /// <summary>What the pages say.</summary>
    public WebOptions Web { get; } = new();

    /// <summary>The database.</summary>
    public ConnectionStringOptions ConnectionStrings { get; } = new();

    /// <summary>What is logged.</summary>
    public LogOptions Serilog { get; } = new();

    /// <summary>Endpoints and their certificates, where the site ends TLS itself.</summary>
    public KestrelOptions Kestrel { get; } = new();
}
