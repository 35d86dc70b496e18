using PortScanner.Core.Results;

namespace PortScanner.Engine.Scanning;

/// <summary>How a scan ended, and so what its silence is worth.</summary>
/// <param name="Doubt">Why the silence is not proved; null if it is.</param>
/// <param name="RequiredAttempts">How many packets must have left for a probe before its silence counts.</param>
internal sealed record ScanEnding(Reason? Doubt, int RequiredAttempts)
{
    /// <summary>The reason that a probe without an answer is reported with.</summary>
    /// <param name="attempts">How many packets left for it.</param>
    public Reason ReasonOfSilence(int attempts) =>
        attempts < RequiredAttempts && Doubt is null ? Reason.SendRefused : Doubt ?? Reason.NoReply;
}
