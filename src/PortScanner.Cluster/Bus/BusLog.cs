using Microsoft.Extensions.Logging;

namespace PortScanner.Cluster.Bus;

/// <summary>What the bus logs: ids 800 to 819. No message has an address, a subject or a text that somebody sent.</summary>
internal static partial class BusLog
{
    [LoggerMessage(800, LogLevel.Information, "The bus is there")]
    public static partial void Connected(ILogger logger);

    [LoggerMessage(801, LogLevel.Warning, "The bus is away; it is looked for until it is there again")]
    public static partial void Disconnected(ILogger logger);

    [LoggerMessage(802, LogLevel.Error, "The bus does not let this node in: its key is not among those of the broker, or not as a user of its own")]
    public static partial void LoginRefused(ILogger logger);

    [LoggerMessage(803, LogLevel.Error, "The broker does not let this node publish or subscribe to what it has to; Cluster:Node and the broker's rights differ")]
    public static partial void RightMissing(ILogger logger);

    [LoggerMessage(804, LogLevel.Warning, "{Count} messages could not be sent or taken in time, and were dropped")]
    public static partial void Dropped(ILogger logger, long count);

    [LoggerMessage(805, LogLevel.Error, "A message on the bus was not dealt with: {Failure}")]
    public static partial void Failed(ILogger logger, string failure);

    [LoggerMessage(806, LogLevel.Error, "This tester cannot tell of itself, so that no web node uses it: {Failure}")]
    public static partial void HeartbeatFailed(ILogger logger, string failure);
}
