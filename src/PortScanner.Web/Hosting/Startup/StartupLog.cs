namespace PortScanner.Web.Hosting.Startup;

/// <summary>What is logged of the program itself: ids 1 to 99.</summary>
internal static partial class StartupLog
{
    [LoggerMessage(1, LogLevel.Information, "Ready: browse to {Url} or run: curl -sN -d consent=yes {Url}/scan")]
    public static partial void Ready(ILogger logger, string url);

    [LoggerMessage(3, LogLevel.Information, "Ready: the proxy is awaited on {Url}; visitors browse to {Site}")]
    public static partial void ReadyBehindProxy(ILogger logger, string url, string site);

    [LoggerMessage(2, LogLevel.Information,
        "Engine:PayloadFile has {Payloads} payloads, for UDP ports that have no probe of their own. {Sources} of them ask for a source port; "
        + "that is passed over, because the source port tells which probe is answered")]
    public static partial void PayloadsRead(ILogger logger, int payloads, int sources);
}
