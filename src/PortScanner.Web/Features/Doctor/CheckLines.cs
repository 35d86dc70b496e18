namespace PortScanner.Web.Features.Doctor;

/// <summary>What looks at the machine tells of it: a line a result, and the cure below.</summary>
internal static class CheckLines
{
    /// <summary>Writes a result.</summary>
    public static async Task WriteAsync(TextWriter output, CheckResult result)
    {
        await output.WriteLineAsync($"{Mark(result.Severity),-6} {result.Subject,-14} {result.Sentence}");
        if (result.Cure is not null)
        {
            await output.WriteLineAsync($"       {string.Empty,-14} > {result.Cure}");
        }
    }

    private static string Mark(Severity severity) => severity switch
    {
        Severity.Ok => "ok",
        Severity.Notice => "note",
        Severity.Wrong => "WRONG",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "Not a severity."),
    };
}
