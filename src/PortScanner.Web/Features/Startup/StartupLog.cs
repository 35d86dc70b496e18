namespace PortScanner.Web.Features.Startup;

/// <summary>What is logged of the program itself: ids 1 to 99.</summary>
internal static partial class StartupLog
{
    [LoggerMessage(1, LogLevel.Information, "Ready: browse to {Url} or run: curl -sN -d consent=yes {Url}/scan")]
    public static partial void Ready(ILogger logger, string url);
}
