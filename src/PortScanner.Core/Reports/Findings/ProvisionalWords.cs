namespace PortScanner.Core.Reports.Findings;

/// <summary>What a reader is told while late answers are waited for.</summary>
public static class ProvisionalWords
{
    /// <summary>The sentence for a number of probes that are silent so far.</summary>
    public static string Sentence(int count) =>
        $"So far {count:N0} {(count == 1 ? "probe stays" : "probes stay")} silent; still listening for late answers.";
}
