using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Help;

/// <summary>The reasons that lead to a state, as <see cref="Reasons"/> decides.</summary>
internal static class StateReasons
{
    /// <summary>Each reason's name, with what happened, and with the probes that it means something else for.</summary>
    public static IEnumerable<HelpTerm> Of(PortState state, Messages messages) =>
    [
        .. Reasons.All.Where(info => info.State == state).Select(info => Always(info, messages)),
        .. Reasons.All.SelectMany(Exceptions).Where(exception => exception.State == state).Select(exception => Only(exception, messages)),
    ];

    private static HelpTerm Always(ReasonInfo info, Messages messages) => new(
        info.Name,
        string.Join(' ', [Sentence(info, messages), .. Exceptions(info).Select(exception => messages.Format(
            exception.IsDirectOnly ? "help.state.seen-else-direct" : "help.state.seen-else",
            ("probes", messages.Or(exception.Probes)),
            ("state", exception.State.Label(messages))))]));

    private static HelpTerm Only(ReasonException exception, Messages messages) => new(
        exception.Info.Name,
        $"{Sentence(exception.Info, messages)} {messages.Format(exception.IsDirectOnly ? "help.state.seen-only-direct" : "help.state.seen-only", ("probes", messages.Or(exception.Probes)))}");

    private static string Sentence(ReasonInfo info, Messages messages) => $"{info.Reason.Words(messages).Capitalised()}.";

    private static IEnumerable<ReasonException> Exceptions(ReasonInfo info) =>
        from kind in ProbeKinds.All
        group kind by Reasons.StateOf(info.Reason, kind.Kind, indirect: false) into kinds
        where kinds.Key != info.State
        select new ReasonException(info, kinds.Key, Names([.. kinds]), kinds.All(kind => Reasons.StateOf(info.Reason, kind.Kind, indirect: true) == info.State));

    // A protocol stands for its probes where all of them are meant.
    private static List<string> Names(List<ProbeKindInfo> kinds) =>
        kinds.ConvertAll(kind => kind.Protocol).Distinct().ToList() is [var protocol] && kinds.Count == ProbeKinds.All.Count(kind => kind.Protocol == protocol)
            ? [ReportNames.Of(protocol).ToUpperInvariant()]
            : kinds.ConvertAll(kind => kind.Name);

    private sealed record ReasonException(ReasonInfo Info, PortState State, IReadOnlyList<string> Probes, bool IsDirectOnly);
}
