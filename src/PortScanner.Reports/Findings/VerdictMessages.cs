using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>The verdict as one sentence.</summary>
public static class VerdictMessages
{
    // What came behind: the last datagrams of an answer, and the storing, are not.
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(1);

    /// <summary>The sentence for <paramref name="facts"/>.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="vantage">Who can reach an open port.</param>
    /// <param name="messages">The reader's language.</param>
    public static string Sentence(PortFacts facts, Vantage vantage, Messages messages)
    {
        var place = ("vantage", (object)vantage.Name(messages));
        return Verdicts.Of(facts) switch
        {
            Verdict.NothingTested => messages[facts.PingAnswers ? "verdict.nothing-tested-but-ping" : "verdict.nothing-tested"],
            Verdict.AnswersForAll => messages["verdict.answers-for-all"],
            Verdict.Exposed when facts.Open == facts.Total => messages.Count("verdict.all-open", facts.Open, place),
            Verdict.Silent => messages.Count(facts.PingAnswers ? "verdict.silent-but-ping" : "verdict.silent", facts.Total),
            Verdict.Undecided when facts.Unknown == facts.Total => messages.Count("verdict.all-undecided", facts.Total),
            Verdict.Undecided => messages.Format("verdict.undecided", ("others", Others(facts, messages))),
            _ when facts.Open == 0 => messages.Format("verdict.none-open", place, ("others", Others(facts, messages))),
            _ => messages.Count("verdict.open", facts.Open, place, ("others", Others(facts, messages))),
        };
    }

    /// <summary>How much work it was, as a sentence.</summary>
    /// <param name="report">The report; one of a gentle pace names it.</param>
    /// <param name="messages">The reader's language.</param>
    public static string Effort(ScanReport report, Messages messages)
    {
        var pace = report.Header.Plan.Pace;
        var effort = messages.Count("report.effort", report.Rows.Count, ("seconds", messages.Number(report.Duration.TotalSeconds, 1)));
        var settled = report.SettledAfter is { } after && report.Duration - after >= WorthTelling
            ? $"{effort} {messages.Format("report.settled", ("seconds", messages.Number(after.TotalSeconds, 1)))}"
            : effort;
        var paced = pace.IsGentle ? $"{settled} {messages.Format("report.effort.gentle", ("name", pace.Name))}" : settled;
        return string.Join(' ', [paced, .. SourceMessages.Sentences(report.Others, messages)]);
    }

    /// <summary>The verdict of a scan that is settled and goes on, as sentences.</summary>
    /// <param name="report">What is known by now.</param>
    /// <param name="messages">The reader's language.</param>
    public static string Settled(ScanReport report, Messages messages) => messages.Format(
        "report.settled.now",
        ("seconds", messages.Number((report.SettledAfter ?? report.Duration).TotalSeconds, 1)),
        ("sentence", ReportFindings.Of(report).Sentence));

    private static string Others(PortFacts facts, Messages messages)
    {
        if (facts is { Refusing: 0, ClosedFiltered: 0, Unknown: 0 })
        {
            return messages[facts.PingAnswers ? "verdict.others.ping" : "verdict.others.nothing"];
        }

        List<string> clauses = [];
        if (facts.Refusing > 0)
        {
            clauses.Add(messages.Count("verdict.others.refusing", facts.Refusing));
        }

        if (facts.ClosedFiltered > 0)
        {
            clauses.Add(messages.Count("verdict.others.closed-filtered", facts.ClosedFiltered));
        }

        if (facts.Stealth > 0)
        {
            clauses.Add(messages.Count("verdict.others.silent", facts.Stealth));
        }

        if (facts.Unknown > 0)
        {
            clauses.Add(messages.Count("verdict.others.unknown", facts.Unknown));
        }

        return messages.And(clauses);
    }
}
