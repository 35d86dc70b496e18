using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Findings.Firewall;

/// <summary>What one kind of firewall test asks, and what its outcomes mean.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Answered">The key of what an answer of the address itself means.</param>
/// <param name="Silent">The key of what silence means, once it is proved.</param>
public sealed record FirewallTestText(ProbeKind Kind, string Answered, string Silent)
{
    /// <summary>What was sent.</summary>
    public string Asked(Messages messages) => messages[$"firewall.asked.{Kind.Info().Name}"];

    /// <summary>What a result means.</summary>
    public string MeaningOf(ProbeResult result, Messages messages) => result.State switch
    {
        PortState.Stealth => messages[Silent],
        PortState.Unknown => messages.Format("firewall.not-decided", ("reason", WhyUnknown(result.Reason, messages))),
        PortState.Rejected => messages["firewall.refused"],
        _ when result.IsIndirect => messages["firewall.answered.elsewhere"],
        _ when result.Reason == Reason.ResetWindow => messages.Format("firewall.answered.with-window", ("answered", messages[Answered])),
        _ => messages[Answered],
    };

    // A test looks for no listener.
    private static string WhyUnknown(Reason reason, Messages messages) => reason == Reason.RateLimited ? messages["firewall.limited"] : reason.Words(messages);
}

/// <summary>The table of firewall tests and words, in the order of the kinds.</summary>
public static class FirewallTestMessages
{
    private const string NothingStops = "firewall.answered.nothing-stops";
    private const string GetsThrough = "firewall.answered.gets-through";
    private const string Stopped = "firewall.silent.stopped";
    private const string StoppedOrOpen = "firewall.silent.stopped-or-open";
    private const string StoppedOrNotTaken = "firewall.silent.stopped-or-not-taken";
    private const string Kept = "firewall.silent.kept";

    private static readonly FirewallTestText[] Table =
    [
        new(ProbeKind.Ack, NothingStops, Stopped),
        new(ProbeKind.Window, NothingStops, Stopped),
        new(ProbeKind.Fin, NothingStops, StoppedOrOpen),
        new(ProbeKind.Null, NothingStops, StoppedOrOpen),
        new(ProbeKind.Xmas, NothingStops, StoppedOrOpen),
        new(ProbeKind.Maimon, NothingStops, "firewall.silent.stopped-or-bsd"),
        new(ProbeKind.SynOptions, GetsThrough, StoppedOrNotTaken),
        new(ProbeKind.SynFragment, GetsThrough, StoppedOrNotTaken),
        new(ProbeKind.Timestamp, "firewall.answered.clock", Kept),
        new(ProbeKind.AddressMask, "firewall.answered.network-size", Kept),
        new(ProbeKind.UnknownHeader, "firewall.answered.unknown-header", StoppedOrNotTaken),
        new(ProbeKind.UnknownOption, "firewall.answered.unknown-option", StoppedOrNotTaken),
    ];

    /// <summary>All rows.</summary>
    public static IReadOnlyList<FirewallTestText> All => Table;
}
