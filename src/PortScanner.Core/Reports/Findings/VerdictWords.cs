namespace PortScanner.Core.Reports.Findings;

/// <summary>The verdict as one sentence.</summary>
public static class VerdictWords
{
    /// <summary>The sentence for <paramref name="facts"/>.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="vantage">Who can reach an open port, as <see cref="Vantage.Of"/> names them.</param>
    public static string Sentence(PortFacts facts, string vantage) => Verdicts.Of(facts) switch
    {
        Verdict.NothingTested when facts.PingAnswers => "No port has a result; only ping answers.",
        Verdict.NothingTested => "No port has a result.",
        Verdict.AnswersForAll =>
            "Some device answers for every TCP port, as if all were open, and hides what is really there.",
        Verdict.Exposed when facts.Open == facts.Total => facts.Open == 1
            ? $"The one port that was tested is open to {vantage}."
            : $"All {facts.Open:N0} ports that were tested are open to {vantage}.",
        Verdict.Silent => $"{(facts.PingAnswers ? "Only ping" : "Nothing")} answers: " +
            (facts.Total == 1 ? "the one port that was tested stays silent." : $"all {facts.Total:N0} ports stay silent."),
        Verdict.Undecided when facts.Unknown == facts.Total => facts.Total == 1
            ? "Nothing could be decided about the one port that was tested."
            : $"Nothing could be decided about the {facts.Total:N0} ports that were tested.",
        Verdict.Undecided => $"No open port was found; {Others(facts)}.",
        _ => $"{OpenPorts(facts.Open)} open to {vantage}; {Others(facts)}.",
    };

    /// <summary>A number of ports, in words.</summary>
    public static string Ports(int count) => count == 1 ? "1 port" : $"{count:N0} ports";

    /// <summary>How much work it was, as a sentence.</summary>
    public static string Effort(int probes, TimeSpan duration) =>
        $"{probes:N0} {(probes == 1 ? "probe" : "probes")} in {duration.TotalSeconds:0.0} seconds.";

    private static string OpenPorts(int count) => count switch
    {
        0 => "No port is",
        1 => "1 port is",
        _ => $"{count:N0} ports are",
    };

    private static string Others(PortFacts facts)
    {
        if (facts is { Refusing: 0, Unknown: 0 })
        {
            return facts.PingAnswers ? "nothing else but ping answers" : "nothing else answers";
        }

        List<string> clauses = [];
        AddClause(clauses, facts.Refusing, "says no", "say no");
        AddClause(clauses, facts.Stealth, "stays silent", "stay silent");
        AddClause(clauses, facts.Unknown, "could not be decided", "could not be decided");
        return clauses.Count == 1 ? clauses[0] : $"{string.Join(", ", clauses[..^1])} and {clauses[^1]}";
    }

    private static void AddClause(List<string> clauses, int count, string one, string many)
    {
        if (count > 0)
        {
            clauses.Add($"{count:N0} {(count == 1 ? one : many)}");
        }
    }
}
