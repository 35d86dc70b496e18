using PortScanner.Core.Localization;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Help;

/// <summary>The page that lists all help.</summary>
internal static class HelpIndex
{
    /// <summary>The page.</summary>
    public static HelpPage Page(Messages messages) => new(
        HelpPaths.Index,
        messages["help.title"],
        [
            new(messages["about.words"], new HelpTerms([.. StateHelp.All.Select(state => new HelpTerm(state.Label(messages), state.State.Meaning(messages), state.Path))])),
            new(messages["help.questions"], new HelpLinks([.. Question.All.Select(question => question.Link(messages))])),
            new(
                messages["help.ports"],
                new HelpParagraph(messages["help.ports.1"]),
                PortHelp.Form(messages),
                new HelpLinks([new(HelpPaths.Ports, messages["help.ports.all"])])),
        ]);
}
