using System.Collections.Concurrent;

using PortScanner.Web.Features.Startup;

namespace PortScanner.Web.Features.Forwarding;

/// <summary>
/// What is logged of requests that nobody is proved to have made: ids 600 to 649. Whoever sends them could fill the log, so each fault is
/// told once a minute at most.
/// </summary>
internal sealed partial class ForwardingLog(ILogger<ForwardingLog> logger, TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<ForwardingFault, QuietLog> _told = [];

    /// <summary>Tells of a fault.</summary>
    public void Refused(ForwardingFault fault)
    {
        if (_told.GetOrAdd(fault, _ => new QuietLog(timeProvider)).MaySpeak())
        {
            Refused(logger, fault.Cause, fault.Cure);
        }
    }

    [LoggerMessage(600, LogLevel.Warning, "Refused, as nothing proves who asks. {Cause}. {Cure}. (Not told again for a minute)")]
    private static partial void Refused(ILogger logger, string cause, string cure);
}
