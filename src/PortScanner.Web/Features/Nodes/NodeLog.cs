namespace PortScanner.Web.Features.Nodes;

/// <summary>What is logged of web nodes that ask each other: ids 900 to 949. No message has an address, a port or a name of a scan.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(900, LogLevel.Warning, "Another web node asked for a scan and got no answer: {Failure}")]
    public static partial void NotAnswered(ILogger logger, string failure);

    [LoggerMessage(901, LogLevel.Warning, "Web node {Node} does not answer, so the scans that it runs cannot be read here. (Not told again for a minute)")]
    public static partial void Silent(ILogger logger, string node);
}
