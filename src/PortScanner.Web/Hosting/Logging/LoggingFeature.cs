using System.Diagnostics.CodeAnalysis;

using PortScanner.Web.Hosting.Configuration;

using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Settings.Configuration;

namespace PortScanner.Web.Hosting.Logging;

/// <summary>Logging through Serilog, to standard output; the configuration section is <c>Serilog</c>.</summary>
/// <remarks>
/// <list type="number">
/// <item>What is loud enough by <c>Serilog:MinimumLevel</c> goes on, with all that the framework ties to it; but nothing that it says of requests.</item>
/// <item><see cref="CleanEntry"/> makes it anew, of the message alone.</item>
/// <item><see cref="LogLimit"/> lets it through, or counts it.</item>
/// <item>A logger of its own, which nothing can be added to any more, writes it.</item>
/// </list>
/// </remarks>
internal static class LoggingFeature
{
    private const string Section = "Serilog";
    private const string Framework = "Microsoft.AspNetCore.";
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss} {Level:u3} {SourceContext}: {Message:lj}{NewLine}";

    /// <summary>Adds it.</summary>
    /// <exception cref="ConfigurationException">The section cannot be read.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The services dispose of the logger, and it of what it writes to.")]
    public static void AddLogging(this IHostApplicationBuilder builder) => builder.Services.AddSerilog(Create(builder.Configuration), dispose: true);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The logger disposes of what it writes to.")]
    private static Logger Create(IConfiguration configuration)
    {
        try
        {
            // Without the assembly of the writer it reads the levels alone.
            return new LoggerConfiguration()
                .ReadFrom.Configuration(configuration, new ConfigurationReaderOptions(typeof(Logger).Assembly))
                .Filter.ByExcluding(IsAboutRequests)
                .Filter.ByExcluding(IsSummarised)
                .WriteTo.Sink(new LogLimit(Writer(), TimeProvider.System))
                .CreateLogger();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException([$"{Section}: {e.Message}"]);
        }
    }

    // Below Warning the framework tells of every request and connection; that there was one is nobody's business either.
    private static bool IsAboutRequests(LogEvent entry) =>
        entry.Level < LogEventLevel.Warning && CleanEntry.CategoryOf(entry).StartsWith(Framework, StringComparison.Ordinal);

    // It says only that the host did not start, which the program tells with its reason as it ends.
    private static bool IsSummarised(LogEvent entry) =>
        CleanEntry.CategoryOf(entry).StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) && entry.MessageTemplate.Text == "Hosting failed to start";

    private static Logger Writer() => new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Console(outputTemplate: Template).CreateLogger();
}
