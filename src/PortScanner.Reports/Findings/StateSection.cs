using PortScanner.Core.Localization;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Findings;

/// <summary>The part of a report about one state.</summary>
/// <param name="State">The state.</param>
/// <param name="PortCount">How many ports are in it; at least one.</param>
/// <param name="Exposures">The open ports one by one, with why they matter.</param>
/// <param name="Groups">The other ports, by reason and answerer.</param>
public sealed record StateSection(
    PortState State,
    int PortCount,
    IReadOnlyList<Exposure> Exposures,
    IReadOnlyList<FindingGroup> Groups)
{
    /// <summary>The heading, such as <c>Stealth: 16 ports</c>.</summary>
    public string Heading(Messages messages) =>
        messages.Format("report.section", ("state", State.Label(messages).Capitalised()), ("ports", messages.Count("report.ports", PortCount)));
}
