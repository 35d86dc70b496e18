using PortScanner.Core.Localization;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Results;

/// <summary>How much a fact proves; a later fact replaces an earlier one only if it is stronger.</summary>
public enum EvidenceStrength : byte
{
    /// <summary>Nothing came.</summary>
    Silence,

    /// <summary>Something came, but it does not answer the question.</summary>
    Doubtful,

    /// <summary>
    /// An answer that knows nothing of our packet but the port that it left from. It decides where nothing else came, once a port that was
    /// drawn behind it was answered too, and only as long as nobody is seen to guess such a port; it gives way to whatever proves itself, and is no control.
    /// </summary>
    Unproved,

    /// <summary>An ICMP error, which any device on the way could send.</summary>
    IcmpError,

    /// <summary>The transport protocol's own refusal.</summary>
    Refusal,

    /// <summary>A sign of a listener short of an accepted connection or a recognised reply.</summary>
    LikelyListener,

    /// <summary>A listener's own answer.</summary>
    Listener,
}

/// <summary>One row of <see cref="Reasons"/>.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Name">The name in reports.</param>
/// <param name="State">The state it leads to; <see cref="Reasons.StateOf"/> knows the exceptions.</param>
/// <param name="Strength">How much it proves.</param>
public sealed record ReasonInfo(Reason Reason, string Name, PortState State, EvidenceStrength Strength);

/// <summary>The table of reasons, in the order of the enum: wire fact, published name, state, strength.</summary>
public static class Reasons
{
    private static readonly ReasonInfo[] Table =
    [
        new(Reason.NoReply, "no-reply", PortState.Stealth, EvidenceStrength.Silence),
        new(Reason.SynAck, "syn-ack", PortState.Open, EvidenceStrength.Listener),
        new(Reason.SplitHandshake, "split-handshake", PortState.Unknown, EvidenceStrength.Doubtful),
        new(Reason.Ack, "ack", PortState.Open, EvidenceStrength.LikelyListener),
        new(Reason.Reset, "reset", PortState.Closed, EvidenceStrength.Refusal),
        new(Reason.FinAck, "fin-ack", PortState.Closed, EvidenceStrength.Refusal),
        new(Reason.ChallengeAck, "challenge-ack", PortState.Unknown, EvidenceStrength.Doubtful),
        new(Reason.WrongAck, "wrong-ack", PortState.Unknown, EvidenceStrength.Doubtful),
        new(Reason.UdpReply, "udp-reply", PortState.Open, EvidenceStrength.Listener),
        new(Reason.UdpUnverified, "udp-unverified", PortState.Open, EvidenceStrength.Unproved),
        new(Reason.EchoReply, "echo-reply", PortState.Open, EvidenceStrength.Listener),
        new(Reason.PortUnreach, "port-unreach", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.ProtocolUnreach, "proto-unreach", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.AdminProhibited, "admin-prohibited", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.NoRoute, "no-route", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.HostUnreach, "host-unreach", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.BeyondScope, "beyond-scope", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.Policy, "policy", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.RejectRoute, "reject-route", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.SourceRouteFailed, "source-route-failed", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.HeadersTooLong, "headers-too-long", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.Precedence, "precedence", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.OtherUnreach, "other-unreach", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.PacketTooBig, "packet-too-big", PortState.Unknown, EvidenceStrength.Doubtful),
        new(Reason.ParamProblem, "param-problem", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.TimeExceeded, "time-exceeded", PortState.Rejected, EvidenceStrength.IcmpError),
        new(Reason.ReassemblyTimeout, "reassembly-timeout", PortState.Unknown, EvidenceStrength.Doubtful),
        new(Reason.RateLimited, "rate-limited", PortState.ClosedFiltered, EvidenceStrength.Silence),
        new(Reason.CaptureLoss, "capture-loss", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.SendRefused, "send-refused", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.PacketLoss, "packet-loss", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.ScanEnded, "scan-ended", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.ResetWindow, "reset-window", PortState.Unfiltered, EvidenceStrength.Refusal),
        new(Reason.TimestampReply, "timestamp-reply", PortState.Open, EvidenceStrength.Listener),
        new(Reason.MaskReply, "mask-reply", PortState.Open, EvidenceStrength.Listener),
        new(Reason.TargetUnseen, "target-unseen", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.ResetUnproved, "reset-unproved", PortState.Unknown, EvidenceStrength.Doubtful),
        new(Reason.UdpUnproved, "udp-unproved", PortState.Unknown, EvidenceStrength.Doubtful),
        new(Reason.Banned, "banned", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.NotAwaited, "not-awaited", PortState.ClosedFiltered, EvidenceStrength.Silence),
        new(Reason.TesterLost, "tester-lost", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.TesterPath, "tester-path", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.TesterFiltered, "tester-filtered", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.BusLost, "bus-lost", PortState.Unknown, EvidenceStrength.Silence),
        new(Reason.TestersDiffer, "testers-differ", PortState.Unknown, EvidenceStrength.Silence),
    ];

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<ReasonInfo> All => Table;

    /// <summary>The row of <paramref name="reason"/>.</summary>
    public static ReasonInfo Info(this Reason reason) => Table[(int)reason];

    /// <summary>What happened, as the rest of a sentence about the port.</summary>
    public static string Words(this Reason reason, Messages messages) => messages[$"reason.{reason.Info().Name}"];

    /// <summary>
    /// The state that a fact leads to. Port unreachable from the target itself says that a UDP port is closed (RFC 1122 section
    /// 4.1.3.1); for TCP, or from anyone else, it is what a rejecting firewall says. To a firewall test, what the target's own stack says
    /// of a packet that it must refuse shows that nothing stopped the packet; and no listener is looked for, so that its absence tells nothing.
    /// </summary>
    public static PortState StateOf(Reason reason, ProbeKind kind, bool indirect) => (reason, kind) switch
    {
        (Reason.PortUnreach, _) when kind.Info().Protocol == ProbeProtocol.Udp && !indirect => PortState.Closed,
        (Reason.Reset, ProbeKind.Ack or ProbeKind.Window or ProbeKind.Fin or ProbeKind.Null or ProbeKind.Xmas or ProbeKind.Maimon) => PortState.Unfiltered,
        (Reason.ParamProblem, ProbeKind.UnknownHeader or ProbeKind.UnknownOption) when !indirect => PortState.Unfiltered,
        (Reason.EchoReply, ProbeKind.UnknownOption) => PortState.Unfiltered,
        (Reason.RateLimited or Reason.NotAwaited, _) when kind.Info().TestsFirewall => PortState.Unknown,
        _ => reason.Info().State,
    };
}
