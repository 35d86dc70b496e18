namespace PortScanner.Web.Features.Liveness;

/// <summary>What is logged of whether visitors are there: ids 160 to 169. No message has an address or a port.</summary>
internal static partial class LivenessLog
{
    [LoggerMessage(160, LogLevel.Warning, "A visitor cannot be seen behind the proxy, so the scan ends after five seconds, unless the page in a browser follows it. See {Guide}. (Not told again for a minute)")]
    public static partial void VisitorUnseen(ILogger logger, string guide);
}
