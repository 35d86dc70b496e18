using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Engine.Schedule;

/// <summary>How a scan ended, and so what its silence is worth.</summary>
/// <param name="Doubt">Why the silence is not proved; null if it is.</param>
/// <param name="MostSendErrors">How many packets for a probe the tester's own kernel may have refused before its silence does not count.</param>
internal sealed record ScanEnding(Reason? Doubt, int MostSendErrors)
{
    /// <summary>Whether a target that answers no new connection any more goes on answering in UDP: then UDP is not what its ban is about.</summary>
    public bool IsUdpAnswered { get; init; }

    /// <summary>Whether nothing could turn out open any more, so that only the manner of the "no" is in doubt.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The reason that a probe without an answer is reported with.</summary>
    /// <param name="protocol">How it asked.</param>
    /// <param name="refusals">How many packets for it were refused.</param>
    /// <param name="isTooLong">Whether that was for their length: a fact of the path, whatever else is in doubt.</param>
    public Reason ReasonOfSilence(ProbeProtocol protocol, int refusals, bool isTooLong) =>
        isTooLong ? Reason.PacketTooBig
        : Doubt is not null && IsSettled ? (Doubt == Reason.RateLimited ? Reason.RateLimited : Reason.NotAwaited)
        : Doubt == Reason.RateLimited ? Reason.PacketLoss
        : Doubt == Reason.Banned && IsUdpAnswered && protocol != ProbeProtocol.Tcp ? Reason.ScanEnded
        : Doubt ?? (refusals > MostSendErrors ? Reason.SendRefused : Reason.NoReply);
}
