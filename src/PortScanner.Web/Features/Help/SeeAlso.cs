using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Help;

/// <summary>The links at the end of a page.</summary>
internal static class SeeAlso
{
    /// <summary>The section.</summary>
    /// <param name="messages">The language.</param>
    /// <param name="names">The last steps of the pages' paths: of questions, or of states.</param>
    public static HelpSection Section(Messages messages, IEnumerable<string> names) => new(messages["help.see-also"], Links(messages, names));

    /// <summary>The links alone, the last of which leads to all help.</summary>
    public static HelpLinks Links(Messages messages, IEnumerable<string> names) =>
        new([.. names.Select(name => Link(name, messages)), new HelpLink(HelpPaths.Index, messages["help.title"])]);

    private static HelpLink Link(string name, Messages messages) =>
        StateHelp.All.FirstOrDefault(help => ReportNames.Slug(help.State) == name) is { } state
            ? new HelpLink(state.Path, state.Title(messages))
            : Question.All.Single(question => question.Slug == name).Link(messages);
}
