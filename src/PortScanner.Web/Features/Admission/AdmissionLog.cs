namespace PortScanner.Web.Features.Admission;

/// <summary>What is logged of who is never tested: ids 300 to 399. No message repeats a network, which is somebody's.</summary>
internal static partial class AdmissionLog
{
    [LoggerMessage(300, LogLevel.Information, "{Setting} was read again; {Networks} networks of it are in force")]
    public static partial void ReadAgain(ILogger logger, string setting, int networks);

    [LoggerMessage(301, LogLevel.Error, "{Setting} has changed, but what was in force stays, since it {Complaint}")]
    public static partial void Refused(ILogger logger, string setting, string complaint);
}
