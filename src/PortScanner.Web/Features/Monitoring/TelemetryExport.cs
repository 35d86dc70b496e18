using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>Sends the meter <c>PortScanner</c>, and no other, to <see cref="TelemetryOptions.OtlpEndpoint"/>.</summary>
internal sealed class TelemetryExport : IHostedService, IDisposable
{
    private const string SignalPath = "v1/metrics";

    private readonly MeterProvider? _provider;

    /// <summary>Begins, if there is somewhere to send to.</summary>
    /// <param name="meter">The meter; it must be there before it is listened to.</param>
    /// <param name="options">The settings.</param>
    public TelemetryExport(ScanMeter meter, TelemetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(meter);
        if (EndpointOf(options) is { } endpoint)
        {
            // The resource is cleared of what the library would tell of the machine by itself.
            _provider = Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(resource => resource.Clear().AddService("portscanner"))
                .AddMeter(ScanMeter.Name)
                .AddOtlpExporter(exporter =>
                {
                    exporter.Endpoint = endpoint;
                    exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                })
                .Build();
        }
    }

    /// <summary>Where measurements are posted to; null for nowhere.</summary>
    /// <exception cref="ConfigurationException">The setting is no address of http: or https:.</exception>
    public static Uri? EndpointOf(TelemetryOptions options)
    {
        if (string.IsNullOrEmpty(options.OtlpEndpoint))
        {
            return null;
        }

        // A user, a password and a query are not sent; what the collector asks for stands in OTEL_EXPORTER_OTLP_HEADERS.
        return Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri is { UserInfo: "", Query: "", Fragment: "" }
            ? uri.AbsolutePath == "/" ? new Uri(uri, SignalPath) : uri
            : throw new ConfigurationException([$"Telemetry:OtlpEndpoint is {(options.OtlpEndpoint.Contains('@', StringComparison.Ordinal) ? "an address with a user in it" : $"\"{options.OtlpEndpoint}\"")}; allowed is where a collector takes OTLP over HTTP, such as http://127.0.0.1:4318."]);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _provider?.Dispose();
}
