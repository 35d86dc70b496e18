using Serilog.Core;
using Serilog.Events;

namespace PortScanner.Web.Features.Startup;

/// <summary>Who says what is logged.</summary>
internal static class LogSource
{
    /// <summary>Whether an entry is of a category that begins so.</summary>
    public static bool IsBelow(LogEvent entry, string category) =>
        entry.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value)
        && value is ScalarValue { Value: string source }
        && source.StartsWith(category, StringComparison.Ordinal);
}
