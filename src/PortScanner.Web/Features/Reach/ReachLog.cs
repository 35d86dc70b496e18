namespace PortScanner.Web.Features.Reach;

/// <summary>What is logged of a tester's own path: ids 950 to 959.</summary>
internal static partial class ReachLog
{
    [LoggerMessage(950, LogLevel.Information, "{Family}: this network lets out all that was asked but {Tcp} of TCP and {Udp} of UDP; those are reported as tester-filtered")]
    public static partial void Mapped(ILogger logger, string family, int tcp, int udp);

    [LoggerMessage(951, LogLevel.Warning, "{Family}: no reflector answers; silence proves nothing until one does")]
    public static partial void Cut(ILogger logger, string family);

    [LoggerMessage(952, LogLevel.Information, "{Family}: reflectors answer")]
    public static partial void Heard(ILogger logger, string family);

    [LoggerMessage(953, LogLevel.Warning, "{Family}: what this network lets out could not be found out, as reflectors fell silent; it is tried again")]
    public static partial void MappingGivenUp(ILogger logger, string family);

    [LoggerMessage(954, LogLevel.Warning, "{Family}: this process may not see ICMP errors, so it does not notice who else refuses in a reflector's name; it lacks CAP_NET_RAW")]
    public static partial void ErrorsUnseen(ILogger logger, string family);

    [LoggerMessage(955, LogLevel.Warning, "{Family}: there is no reflector, so a silent host is not called stealth on which nothing answers")]
    public static partial void NoReflector(ILogger logger, string family);
}
