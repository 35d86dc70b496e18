namespace PortScanner.Web.Features.Scans;

/// <summary>What is logged of scans: ids 100 to 199. No message has an address, a port or a text that a caller sent.</summary>
internal static partial class ScanLog
{
    [LoggerMessage(100, LogLevel.Information, "Scan started: profile {Profile}, {Probes} probes")]
    public static partial void Started(ILogger logger, Core.Plans.ScanProfile profile, int probes);

    [LoggerMessage(101, LogLevel.Information, "Scan ended: {Outcome} after {Seconds:F1} s")]
    public static partial void Ended(ILogger logger, string outcome, double seconds);

    [LoggerMessage(102, LogLevel.Error, "A scan failed: {Failure}")]
    public static partial void Failed(ILogger logger, string failure);

    [LoggerMessage(103, LogLevel.Error, "The result store failed: {Error}: {Cause}")]
    public static partial void StoreFailed(ILogger logger, Storage.ScanStoreError error, string cause);

    [LoggerMessage(104, LogLevel.Information, "{Count} expired scans were deleted")]
    public static partial void Expired(ILogger logger, int count);

    [LoggerMessage(106, LogLevel.Warning, "The capture lost {Count} packets: this machine is too busy for the scans that it runs")]
    public static partial void CaptureLost(ILogger logger, long count);

    [LoggerMessage(107, LogLevel.Warning, "A visitor cannot be seen behind the proxy, so the scan ends after five seconds, unless the page in a browser follows it. See docs/operations/proxies.md#who-is-still-there. (Not told again for a minute)")]
    public static partial void VisitorUnseen(ILogger logger);

    [LoggerMessage(105, LogLevel.Error, "A request failed: {Failure}")]
    public static partial void RequestFailed(ILogger logger, string failure);
}
