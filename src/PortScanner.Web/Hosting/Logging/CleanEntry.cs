using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace PortScanner.Web.Hosting.Logging;

/// <summary>
/// An entry of the log made anew, of what may be written: when, how grave, who says it, and the message. What the framework ties to an entry by
/// itself (the path, which in a live scan holds its key, and the names of the request, the connection and the trace) is nowhere in it, so
/// no template, format or enricher can show it.
/// </summary>
internal static class CleanEntry
{
    private const string Own = "PortScanner.";

    /// <summary>Who says it; empty if nobody says.</summary>
    public static string CategoryOf(LogEvent entry) =>
        entry.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value) && value is ScalarValue { Value: string category } ? category : "";

    /// <summary>Makes it.</summary>
    public static LogEvent Of(LogEvent entry)
    {
        // What the program itself fills in is known to be of no visitor; a test looks at each message. What others fill in may be a malformed
        // request to the letter, so of theirs the bare words are told.
        var message = CategoryOf(entry).StartsWith(Own, StringComparison.Ordinal) ? entry.MessageTemplate : Bare(entry.MessageTemplate.Text);
        var told = message.Tokens.OfType<PropertyToken>().Select(token => token.PropertyName).Append(Constants.SourceContextPropertyName).ToHashSet(StringComparer.Ordinal);
        return new LogEvent(
            entry.Timestamp,
            entry.Level,
            entry.Exception is { } exception ? new RenderedException(exception) : null,
            message,
            entry.Properties.Where(property => told.Contains(property.Key)).Select(property => new LogEventProperty(property.Key, property.Value)));
    }

    private static MessageTemplate Bare(string text) => new(text, [new TextToken(text)]);
}
