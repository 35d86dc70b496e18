using System.Collections.Concurrent;

namespace PortScanner.Web.Features.Forwarding;

/// <summary>
/// What is logged of requests that nobody is proved to have made: ids 600 to 649. Whoever sends them could fill the log, so each fault is
/// told once a minute at most.
/// </summary>
internal sealed partial class ForwardingLog(ILogger<ForwardingLog> logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ForwardingFault, long> _told = [];

    /// <summary>Tells of a fault.</summary>
    public void Refused(ForwardingFault fault)
    {
        var now = timeProvider.GetTimestamp();
        if (_told.TryAdd(fault, now) || (_told[fault] is var last && timeProvider.GetElapsedTime(last, now) >= Silence && _told.TryUpdate(fault, now, last)))
        {
            Refused(logger, fault.Cause, fault.Cure);
        }
    }

    [LoggerMessage(600, LogLevel.Warning, "Refused, as nothing proves who asks. {Cause}. {Cure}. (Not told again for a minute)")]
    private static partial void Refused(ILogger logger, string cause, string cure);
}
