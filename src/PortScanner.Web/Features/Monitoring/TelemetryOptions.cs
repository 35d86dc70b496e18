namespace PortScanner.Web.Features.Monitoring;

/// <summary>Where the counters go; the configuration section is <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>Where a collector takes OTLP over HTTP, such as "http://127.0.0.1:4318".</summary>
    /// <remarks>Only the counters of docs/operations/monitoring.md go there: no traces, no logs, and no metrics of the web server.</remarks>
    /// <value>None: nothing is sent.</value>
    public string? OtlpEndpoint { get; set; }
}
