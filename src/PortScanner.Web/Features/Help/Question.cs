using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Help;

/// <summary>A question that visitors have, with a page that answers it.</summary>
/// <param name="Slug">The last step of its path, and the second of its keys.</param>
/// <param name="Leads">How many paragraphs stand below the title.</param>
/// <param name="Parts">The parts that follow, by the third step of their keys, with the number of their paragraphs.</param>
/// <param name="Related">Other questions and states that belong to it.</param>
internal sealed record Question(string Slug, int Leads, IReadOnlyList<(string Name, int Paragraphs)> Parts, params IReadOnlyList<string> Related)
{
    /// <summary>All questions, those first that most people have.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        new("firewall-log", 1, [("recognise", 3), ("who", 1), ("stop", 3)], "private-addresses", "nothing-kept"),
        new("other-devices", 1, [("families", 2), ("networks", 2), ("later", 1)], "cgnat", "vpn"),
        new("stealth-or-closed", 1, [("stealth", 1), ("closed", 3), ("never", 1), ("choice", 1)], "stealth", "closed", "rejected"),
        new("cgnat", 1, [("tell", 2), ("result", 3), ("reach", 1)], "other-devices", "vpn"),
        new("vpn", 2, [("line", 1), ("ports", 1), ("families", 1)], "other-devices", "cgnat"),
        new("rate-limits", 3, [("loss", 1), ("help", 2)], "unknown", "late-answers"),
        new("slow-test", 2, [("ask", 2)], "rate-limits", "stealth"),
        new("late-answers", 1, [("why", 1), ("test", 1), ("more", 1)], "rate-limits", "stealth", "rejected"),
        new("private-addresses", 1, [("refused", 1), ("inside", 2)], "cgnat", "other-devices"),
        new("nothing-kept", 1, [("browser", 2), ("others", 2)], "firewall-log"),
    ];

    /// <summary>Where it is found.</summary>
    public string Path => $"{HelpPaths.Index}/{Slug}";

    /// <summary>A link to the page.</summary>
    public HelpLink Link(Messages messages) => new(Path, messages[$"help.{Slug}.title"]);

    /// <summary>The page.</summary>
    public HelpPage Page(HelpMessages words) => new(
        Path,
        words.Messages[$"help.{Slug}.title"],
        [
            new(null, [.. words.Paragraphs($"help.{Slug}", Leads)]),
            .. Parts.Select(part => new HelpSection(words.Messages[$"help.{Slug}.{part.Name}"], [.. words.Paragraphs($"help.{Slug}.{part.Name}", part.Paragraphs)])),
            SeeAlso.Section(words.Messages, Related),
        ]);
}
