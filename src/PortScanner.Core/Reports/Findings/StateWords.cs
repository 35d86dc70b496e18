using PortScanner.Core.Results;

namespace PortScanner.Core.Reports.Findings;

/// <summary>What a reader is told about a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Title">The heading.</param>
/// <param name="Meaning">What it means, in one sentence.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record StateText(PortState State, string Title, string Meaning, string Advice);

/// <summary>The table of states and words, in the order of the enum.</summary>
public static class StateWords
{
    private static readonly StateText[] Table =
    [
        new(
            PortState.Open,
            "Open",
            "Something behind this port answers strangers.",
            "Keep open only what you offer on purpose, and keep that updated and behind a good password. For the rest, switch the " +
            "service off, or remove the port from the forwarding (or UPnP) page of your router, then test again."),
        new(
            PortState.Closed,
            "Closed",
            "Your address answered that nothing listens there.",
            "Nothing needs to be done: nobody can get in there. A firewall that drops would also hide that a machine is there."),
        new(
            PortState.Rejected,
            "Rejected",
            "A firewall, a router or your own machine answered with an error message, which keeps visitors out.",
            "Nothing needs to be done: nobody can get in there. The error message only shows that something is there."),
        new(
            PortState.Stealth,
            "Stealth",
            "No answer at all, though we asked several times. For UDP, a service that ignores strangers looks the same.",
            "Nothing needs to be done: a stranger gets no answer."),
        new(
            PortState.Unfiltered,
            "Unfiltered",
            "Nothing stopped the packet of a firewall test, which says nothing of whether the port is open.",
            "A firewall that remembers connections stops such packets; routers and systems have one, which may have to be switched on."),
        new(
            PortState.Unknown,
            "Unknown",
            "There is not enough evidence to say; the cause stands beside it.",
            "Test again in some minutes. If it stays so, test fewer ports at once."),
    ];

    /// <summary>The states that a port can be in, in the order of a report: what matters most comes first.</summary>
    public static IReadOnlyList<PortState> ReportOrder { get; } =
        [PortState.Open, PortState.Rejected, PortState.Closed, PortState.Stealth, PortState.Unknown];

    /// <summary>The order in which states are explained: those of ports, then that of firewall tests.</summary>
    public static IReadOnlyList<PortState> ReadingOrder { get; } = [.. ReportOrder, PortState.Unfiltered];

    /// <summary>All rows.</summary>
    public static IReadOnlyList<StateText> All => Table;

    /// <summary>Why an open port matters whose service the catalogue does not know.</summary>
    public static string UnknownRisk => "Whatever listens there can be reached by strangers, with any fault that it may have.";

    /// <summary>The row of <paramref name="state"/>.</summary>
    public static StateText Words(this PortState state) => Table[(int)state];
}
