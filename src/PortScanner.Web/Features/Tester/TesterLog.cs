namespace PortScanner.Web.Features.Tester;

/// <summary>What the tester's process logs: ids 700 to 799. No message has an address, a port or a text that somebody sent.</summary>
internal static partial class TesterLog
{
    [LoggerMessage(700, LogLevel.Information, "Ready: the front end is awaited on {Socket}, as user number {User}")]
    public static partial void Ready(ILogger logger, string socket, uint user);

    [LoggerMessage(701, LogLevel.Warning, "A process of user number {User} was turned away; Tester:WebUser is another")]
    public static partial void StrangerRefused(ILogger logger, uint user);

    [LoggerMessage(702, LogLevel.Warning, "The front end asked for what no form can ask for; it was refused")]
    public static partial void RequestRefused(ILogger logger);

    [LoggerMessage(703, LogLevel.Error, "A scan failed: {Failure}")]
    public static partial void ScanFailed(ILogger logger, string failure);

    [LoggerMessage(704, LogLevel.Information, "Scan started: profile {Profile}, {Probes} probes")]
    public static partial void ScanStarted(ILogger logger, Core.Plans.ScanProfile profile, int probes);
}
