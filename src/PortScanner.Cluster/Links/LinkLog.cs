using Microsoft.Extensions.Logging;

using PortScanner.Cluster.Grants;

namespace PortScanner.Cluster.Links;

/// <summary>What the ends of links log: ids 820 to 849. No message has an address, a subject or a text that somebody sent.</summary>
internal static partial class LinkLog
{
    [LoggerMessage(820, LogLevel.Warning, "{Refused} requests were refused, the last because of {Refusal}; {Unopened} more were not for this tester, or none")]
    public static partial void Refused(ILogger logger, long refused, GrantRefusal? refusal, long unopened);
}
