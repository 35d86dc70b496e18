namespace PortScanner.Web.Features.Monitoring;

/// <summary>What is logged of the capture: ids 170 to 179.</summary>
internal static partial class CaptureLog
{
    [LoggerMessage(170, LogLevel.Warning, "The capture lost {Count} packets: this machine is too busy for the scans that it runs")]
    public static partial void CaptureLost(ILogger logger, long count);
}
