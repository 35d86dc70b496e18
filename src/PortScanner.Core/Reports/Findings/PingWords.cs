using PortScanner.Core.Results;

namespace PortScanner.Core.Reports.Findings;

/// <summary>What a reader is told about the echo request.</summary>
public static class PingWords
{
    /// <summary>The sentences for the result of an echo request.</summary>
    public static string Sentence(ProbeResult echo) => echo.State switch
    {
        PortState.Open => $"{Who(echo)} answers ping. That is normal and useful for finding faults; it shows that something is there.",
        PortState.Stealth => "Your address does not answer ping.",
        PortState.Closed or PortState.Rejected => $"Ping is refused: {echo.Reason.Info().Words}{By(echo)}.",
        PortState.Unknown => $"Whether your address answers ping could not be decided: {echo.Reason.Info().Words}.",
        _ => throw new ArgumentOutOfRangeException(nameof(echo), echo.State, "Not a state."),
    };

    private static string Who(ProbeResult echo) => echo.IsIndirect ? $"Another address, {echo.Responder}," : "Your address";

    private static string By(ProbeResult echo) => echo.IsIndirect ? $" (by {echo.Responder})" : "";
}
