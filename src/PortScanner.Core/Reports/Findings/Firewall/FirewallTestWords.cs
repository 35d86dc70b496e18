using PortScanner.Core.Results;
using PortScanner.Core.Scanning;

namespace PortScanner.Core.Reports.Findings.Firewall;

/// <summary>What one kind of firewall test asks, and what its outcomes mean.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Asked">What was sent.</param>
/// <param name="Answered">What an answer of the address itself means.</param>
/// <param name="Silent">What silence means, once it is proved.</param>
public sealed record FirewallTestText(ProbeKind Kind, string Asked, string Answered, string Silent)
{
    /// <summary>What a result means.</summary>
    public string MeaningOf(ProbeResult result) => result.State switch
    {
        PortState.Stealth => Silent,
        PortState.Unknown => $"not decided: {result.Reason.Info().Words}",
        PortState.Rejected => "refused by an error message",
        _ when result.IsIndirect => "another address answered",
        _ when result.Reason == Reason.ResetWindow => $"{Answered}; the reset offers a window, as some systems do on open ports",
        _ => Answered,
    };
}

/// <summary>The table of firewall tests and words, in the order of the kinds.</summary>
public static class FirewallTestWords
{
    private const string NothingStops = "answered by a reset, so nothing stops it";
    private const string Stopped = "silent, so something stops it: a host without firewall answers it, whether the port is open or not";
    private const string StoppedOrOpen = "silent: something stops it, or the port is open, for open ports ignore it";
    private const string GetsThrough = "answered, so it gets through";
    private const string StoppedOrUnknown = "silent: something stops it, or the host takes no such packets";
    private const string Kept = "silent: that tells strangers less";

    private static readonly FirewallTestText[] Table =
    [
        new(ProbeKind.Ack, "an ACK that belongs to no connection", NothingStops, Stopped),
        new(ProbeKind.Window, "the same once more, for the window in the answer", NothingStops, Stopped),
        new(ProbeKind.Fin, "a FIN that belongs to no connection", NothingStops, StoppedOrOpen),
        new(ProbeKind.Null, "a segment without any flag", NothingStops, StoppedOrOpen),
        new(ProbeKind.Xmas, "a segment with the flags FIN, PSH and URG", NothingStops, StoppedOrOpen),
        new(ProbeKind.Maimon, "a FIN+ACK that belongs to no connection", NothingStops, "silent: something stops it, or the port is open on a system of the BSD family"),
        new(ProbeKind.SynOptions, "a request to connect behind an options header that holds nothing", GetsThrough, StoppedOrUnknown),
        new(ProbeKind.SynFragment, "a request to connect behind a fragment header that splits nothing", GetsThrough, StoppedOrUnknown),
        new(ProbeKind.Timestamp, "a question for the time", "answered: your address tells strangers its clock, which nobody needs", Kept),
        new(ProbeKind.AddressMask, "a question for the size of the network", "answered: your address tells strangers the size of its network, which nobody needs", Kept),
        new(ProbeKind.UnknownHeader, "a packet of a kind that no host knows", "your address says that it does not know it, as it should (RFC 4443)", StoppedOrUnknown),
        new(ProbeKind.UnknownOption, "a ping with an option that no host knows", "your address answers it, so it gets through", StoppedOrUnknown),
    ];

    /// <summary>All rows.</summary>
    public static IReadOnlyList<FirewallTestText> All => Table;
}
