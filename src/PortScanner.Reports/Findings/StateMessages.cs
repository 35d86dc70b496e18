using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>What a reader is told about a state, and in which order.</summary>
public static class StateMessages
{
    /// <summary>The states that a port can be in, in the order of a report: what matters most comes first.</summary>
    public static IReadOnlyList<PortState> ReportOrder { get; } =
        [PortState.Open, PortState.Rejected, PortState.Closed, PortState.ClosedFiltered, PortState.Stealth, PortState.Unknown];

    /// <summary>The order in which states are explained: those of ports, then that of firewall tests.</summary>
    public static IReadOnlyList<PortState> ReadingOrder { get; } = [.. ReportOrder, PortState.Unfiltered];

    /// <summary>The state within a sentence; its published name, which is the same for all readers, is <see cref="ReportNames.Of(PortState)"/>.</summary>
    public static string Label(this PortState state, Messages messages) => messages[$"state.{ReportNames.Slug(state)}"];

    /// <summary>What it means, in one or two sentences.</summary>
    public static string Meaning(this PortState state, Messages messages) => messages[$"state.{ReportNames.Slug(state)}.meaning"];

    /// <summary>What to do about it.</summary>
    public static string Advice(this PortState state, Messages messages) => messages[$"state.{ReportNames.Slug(state)}.advice"];
}
