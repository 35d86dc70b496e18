using System.Collections.Concurrent;

using Serilog.Events;

namespace PortScanner.Web.Features.Startup;

/// <summary>
/// Lets a message of the web server through once a minute. What it says of single connections, such as that there are too many, anybody can
/// make it say thousands of times a second.
/// </summary>
internal sealed class OncePerMinute(TimeProvider timeProvider)
{
    private const string Server = "Microsoft.AspNetCore.Server";

    // By what the message is before anything is filled in: of those there are only so many.
    private readonly ConcurrentDictionary<string, QuietLog> _told = new(StringComparer.Ordinal);

    /// <summary>Whether it is the web server's, and was let through within the last minute.</summary>
    public bool IsTold(LogEvent entry) =>
        LogSource.IsBelow(entry, Server) && !_told.GetOrAdd(entry.MessageTemplate.Text, _ => new QuietLog(timeProvider)).MaySpeak();
}
