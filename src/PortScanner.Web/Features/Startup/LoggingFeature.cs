using Serilog;
using Serilog.Events;

namespace PortScanner.Web.Features.Startup;

/// <summary>Logging through Serilog; the configuration section is <c>Serilog</c>.</summary>
internal static class LoggingFeature
{
    private const string Framework = "Microsoft.AspNetCore";

    /// <summary>Logs to the console. No setting makes the framework log what it knows of callers and their requests.</summary>
    /// <exception cref="ConfigurationException">The section cannot be read.</exception>
    public static void AddLogging(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(
            Configured(builder.Configuration)
                .Filter.ByExcluding(IsAboutRequests)
                .Filter.ByExcluding(StartupErrors.IsTold)
                .Filter.ByExcluding(new OncePerMinute(TimeProvider.System).IsTold)
                .WriteTo.Console(outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss} {Level:u3} {SourceContext}: {Message:lj}{NewLine}")
                .CreateLogger(),
            dispose: true);
    }

    private static LoggerConfiguration Configured(IConfiguration configuration)
    {
        try
        {
            return new LoggerConfiguration().ReadFrom.Configuration(configuration);
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException([$"Serilog: {e.Message}"]);
        }
    }

    // Below Warning the framework logs hosts, paths and malformed requests to the letter, and each can hold an address.
    private static bool IsAboutRequests(LogEvent entry) =>
        entry.Level < LogEventLevel.Warning && LogSource.IsBelow(entry, Framework);
}
