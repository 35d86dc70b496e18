namespace PortScanner.Web.Features.Scans;

/// <summary>What is logged of scans: ids 100 to 149. No message has an address, a port or a text that a caller sent.</summary>
internal static partial class ScanLog
{
    [LoggerMessage(100, LogLevel.Information, "Scan started: profile {Profile}, {Probes} probes")]
    public static partial void Started(ILogger logger, Core.Plans.ScanProfile profile, int probes);

    [LoggerMessage(101, LogLevel.Information, "Scan ended: {Outcome} after {Seconds:F1} s")]
    public static partial void Ended(ILogger logger, string outcome, double seconds);

    [LoggerMessage(102, LogLevel.Error, "A scan failed: {Failure}")]
    public static partial void Failed(ILogger logger, string failure);

    [LoggerMessage(104, LogLevel.Information, "{Count} expired scans were deleted")]
    public static partial void Expired(ILogger logger, int count);
}
