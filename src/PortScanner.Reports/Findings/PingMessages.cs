using PortScanner.Core.Localization;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Findings;

/// <summary>What a reader is told about the echo request.</summary>
public static class PingMessages
{
    /// <summary>The sentences for the result of an echo request.</summary>
    public static string Sentence(ProbeResult echo, Messages messages) => echo switch
    {
        { State: PortState.Open, Responder: { } other } => messages.Format("ping.answers-elsewhere", ("address", other.ToString())),
        { State: PortState.Open } => messages["ping.answers"],
        { State: PortState.Stealth } => messages["ping.silent"],
        { State: PortState.Closed or PortState.Rejected, Responder: { } other } =>
            messages.Format("ping.refused-elsewhere", ("reason", echo.Reason.Words(messages)), ("address", other.ToString())),
        { State: PortState.Closed or PortState.Rejected } => messages.Format("ping.refused", ("reason", echo.Reason.Words(messages))),
        { State: PortState.Unknown or PortState.ClosedFiltered } => messages.Format("ping.undecided", ("reason", echo.Reason.Words(messages))),
        _ => throw new ArgumentOutOfRangeException(nameof(echo), echo.State, "Not a state."),
    };
}
