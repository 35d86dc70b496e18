namespace PortScanner.Web.Features.Callers;

/// <summary>What is logged of requests that nobody is proved to have made: ids 600 to 649.</summary>
internal sealed partial class ForwardingLog(ILogger<ForwardingLog> logger)
{
    /// <summary>Tells of a fault.</summary>
    public void Refused(ForwardingFault fault) => Refused(logger, fault.Cause, fault.Cure);

    [LoggerMessage(600, LogLevel.Warning, "Refused, as nothing proves who asks. {Cause}. {Cure}")]
    private static partial void Refused(ILogger logger, string cause, string cure);
}
