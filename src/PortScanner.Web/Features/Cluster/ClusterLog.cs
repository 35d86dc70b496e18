using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster;

/// <summary>What nodes of a cluster log of each other: ids 850 to 899. No message has an address, a port or a text that a visitor sent.</summary>
internal static partial class ClusterLog
{
    [LoggerMessage(850, LogLevel.Information, "Tester {Tester} is ready, version {Version}")]
    public static partial void TesterReady(ILogger logger, string tester, string version);

    [LoggerMessage(851, LogLevel.Information, "Tester {Tester} is gone: it is not heard, or takes no more scans")]
    public static partial void TesterGone(ILogger logger, string tester);

    [LoggerMessage(852, LogLevel.Warning, "Tester {Tester} was lost with a part of a scan: {Cause}")]
    public static partial void TesterLost(ILogger logger, string tester, string cause);

    [LoggerMessage(853, LogLevel.Information, "A part of a scan goes on at tester {Tester}")]
    public static partial void GoesOn(ILogger logger, string tester);

    [LoggerMessage(854, LogLevel.Warning, "A part of a scan is not finished by any tester: {Cause}")]
    public static partial void Unfinished(ILogger logger, string cause);

    [LoggerMessage(855, LogLevel.Information, "Tester {Tester} does not take a part of a scan: {Rejection}")]
    public static partial void Refused(ILogger logger, string tester, ScanRejection rejection);

    [LoggerMessage(860, LogLevel.Information, "Ready: web nodes are awaited over the bus, as {Node}")]
    public static partial void Ready(ILogger logger, string node);

    [LoggerMessage(861, LogLevel.Warning, "Web node {Node} granted another plan than this tester makes: its version or its payload file is another")]
    public static partial void PlanDiffers(ILogger logger, string node);

    [LoggerMessage(862, LogLevel.Information, "Told to stop: {Running} scans go on for {Time} at most")]
    public static partial void Draining(ILogger logger, int running, TimeSpan time);

    [LoggerMessage(863, LogLevel.Error, "A granted scan failed: {Failure}")]
    public static partial void ScanFailed(ILogger logger, string failure);
}
