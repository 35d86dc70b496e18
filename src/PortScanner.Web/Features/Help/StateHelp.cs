using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Help;

/// <summary>The page about a state: what it means, what is seen on the wire, what to do.</summary>
/// <param name="State">The state.</param>
/// <param name="Meanings">How many paragraphs tell what it means, beside the sentence that reports have.</param>
/// <param name="Advices">How many paragraphs tell what to do, beside the sentence that reports have.</param>
/// <param name="Related">The questions that belong to it.</param>
internal sealed record StateHelp(PortState State, int Meanings, int Advices, params IReadOnlyList<string> Related)
{
    /// <summary>All of them, in the order of a report.</summary>
    public static IReadOnlyList<StateHelp> All { get; } =
    [
        new(PortState.Open, 3, 3, "other-devices", "cgnat"),
        new(PortState.Rejected, 2, 1, "stealth-or-closed", "late-answers", "rate-limits"),
        new(PortState.Closed, 2, 1, "stealth-or-closed"),
        new(PortState.Stealth, 4, 1, "stealth-or-closed", "late-answers", "rate-limits"),
        new(PortState.ClosedFiltered, 2, 1, "rate-limits", "late-answers"),
        new(PortState.Unknown, 1, 2, "rate-limits"),
        new(PortState.Unfiltered, 2, 1, "firewall-log"),
    ];

    /// <summary>Where it is found.</summary>
    public string Path => HelpPaths.Of(State);

    /// <summary>The state as the reader's language and as reports name it.</summary>
    public string Label(Messages messages)
    {
        var (label, name) = (State.Label(messages), ReportNames.Of(State));
        return label == name ? label.Capitalised() : $"{label.Capitalised()} ({name})";
    }

    /// <summary>The page's title.</summary>
    public string Title(Messages messages) => messages.Format("help.state.title", ("state", Label(messages)));

    /// <summary>The page.</summary>
    public HelpPage Page(HelpMessages words)
    {
        var messages = words.Messages;
        var name = ReportNames.Slug(State);
        return new HelpPage(
            Path,
            Title(messages),
            [
                new(null, [new HelpParagraph(State.Meaning(messages)), .. words.Paragraphs($"help.{name}.meaning", Meanings)]),
                new(messages["help.state.seen"], new HelpParagraph(messages["help.state.seen-text"]), new HelpTerms([.. StateReasons.Of(State, messages)])),
                new(messages["help.state.do"], [new HelpParagraph(State.Advice(messages)), .. words.Paragraphs($"help.{name}.do", Advices)]),
                SeeAlso.Section(messages, Related),
            ]);
    }
}
