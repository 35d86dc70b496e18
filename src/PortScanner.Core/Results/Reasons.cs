using PortScanner.Core.Scanning;

namespace PortScanner.Core.Results;

/// <summary>How much a fact proves; a later fact replaces an earlier one only if it is stronger.</summary>
public enum EvidenceStrength : byte
{
    /// <summary>Nothing came.</summary>
    Silence,

    /// <summary>Something came, but it does not answer the question.</summary>
    Doubtful,

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
/// <param name="IPscanLabel">What IPscan 2.03 prints for it, for those who know that program.</param>
/// <param name="Words">What happened, as the rest of a sentence about the port.</param>
public sealed record ReasonInfo(Reason Reason, string Name, PortState State, EvidenceStrength Strength, string IPscanLabel, string Words);

/// <summary>The table of reasons, in the order of the enum: wire fact, published name, state, strength, words.</summary>
public static class Reasons
{
    private static readonly ReasonInfo[] Table =
    [
        new(Reason.NoReply, "no-reply", PortState.Stealth, EvidenceStrength.Silence, "STLTH", "nothing came back, although the probes were sent and listened for"),
        new(Reason.SynAck, "syn-ack", PortState.Open, EvidenceStrength.Listener, "OPEN", "the connection was accepted"),
        new(Reason.SplitHandshake, "split-handshake", PortState.Open, EvidenceStrength.LikelyListener, "OPEN", "the connection was answered with a request to connect back (split handshake)"),
        new(Reason.Ack, "ack", PortState.Open, EvidenceStrength.LikelyListener, "ALREADYOPN", "our request to connect was acknowledged, so something holds it"),
        new(Reason.Reset, "reset", PortState.Closed, EvidenceStrength.Refusal, "RFSD", "the connection was refused"),
        new(Reason.FinAck, "fin-ack", PortState.Closed, EvidenceStrength.Refusal, "SOFTCLOSE", "the connection was closed before it was open"),
        new(Reason.ChallengeAck, "challenge-ack", PortState.Unknown, EvidenceStrength.Doubtful, "ALREADYOPN", "the answer belongs to an older connection"),
        new(Reason.WrongAck, "wrong-ack", PortState.Unknown, EvidenceStrength.Doubtful, "STLTH", "an answer came that does not acknowledge what was sent"),
        new(Reason.UdpReply, "udp-reply", PortState.Open, EvidenceStrength.Listener, "OPEN", "the service answered"),
        new(Reason.UdpUnverified, "udp-unverified", PortState.Open, EvidenceStrength.LikelyListener, "OPEN", "something answered, though not as the service would"),
        new(Reason.EchoReply, "echo-reply", PortState.Open, EvidenceStrength.Listener, "ECHO REPLY", "the address answers ping"),
        new(Reason.PortUnreach, "port-unreach", PortState.Rejected, EvidenceStrength.IcmpError, "PUNRCH", "the answer was: port unreachable"),
        new(Reason.ProtocolUnreach, "proto-unreach", PortState.Rejected, EvidenceStrength.IcmpError, "PUNRCH", "the answer was: protocol unreachable"),
        new(Reason.AdminProhibited, "admin-prohibited", PortState.Rejected, EvidenceStrength.IcmpError, "ADMPHBTD", "a firewall said that this is prohibited"),
        new(Reason.NoRoute, "no-route", PortState.Rejected, EvidenceStrength.IcmpError, "PUNRCH", "a device said that there is no route"),
        new(Reason.HostUnreach, "host-unreach", PortState.Rejected, EvidenceStrength.IcmpError, "HUNRCH", "a device said that the host cannot be reached"),
        new(Reason.BeyondScope, "beyond-scope", PortState.Rejected, EvidenceStrength.IcmpError, "BEYONDSCOPE", "a device said that the address is beyond the scope of ours"),
        new(Reason.Policy, "policy", PortState.Rejected, EvidenceStrength.IcmpError, "FAILEDPOLICY", "a device said that its policy does not let our address through"),
        new(Reason.RejectRoute, "reject-route", PortState.Rejected, EvidenceStrength.IcmpError, "ROUTEREJECTED", "a device said that its route rejects this"),
        new(Reason.SourceRouteFailed, "source-route-failed", PortState.Rejected, EvidenceStrength.IcmpError, "INTERR", "a device said that source routing failed"),
        new(Reason.HeadersTooLong, "headers-too-long", PortState.Rejected, EvidenceStrength.IcmpError, "INTERR", "a device said that the headers are too long for it"),
        new(Reason.Precedence, "precedence", PortState.Rejected, EvidenceStrength.IcmpError, "INTERR", "a device refused the precedence of the packet"),
        new(Reason.OtherUnreach, "other-unreach", PortState.Rejected, EvidenceStrength.IcmpError, "INTERR", "a device said unreachable, for a cause without a name"),
        new(Reason.PacketTooBig, "packet-too-big", PortState.Unknown, EvidenceStrength.Doubtful, "TOOBIG", "a device said that the packet was too big"),
        new(Reason.ParamProblem, "param-problem", PortState.Rejected, EvidenceStrength.IcmpError, "PRMPRB", "a device did not accept the form of the packet"),
        new(Reason.TimeExceeded, "time-exceeded", PortState.Rejected, EvidenceStrength.IcmpError, "TIMEEXCEEDED", "the packet died on the way: a routing loop, or too far"),
        new(Reason.ReassemblyTimeout, "reassembly-timeout", PortState.Unknown, EvidenceStrength.Doubtful, "TIMEEXCEEDED", "fragments were lost on the way"),
        new(Reason.RateLimited, "rate-limited", PortState.Unknown, EvidenceStrength.Silence, "STLTH", "a limit on error answers hides whether silence is meant"),
        new(Reason.CaptureLoss, "capture-loss", PortState.Unknown, EvidenceStrength.Silence, "INTERR", "the tester may have missed an answer"),
        new(Reason.SendRefused, "send-refused", PortState.Unknown, EvidenceStrength.Silence, "INTERR", "the tester could not send its probe"),
        new(Reason.PacketLoss, "packet-loss", PortState.Unknown, EvidenceStrength.Silence, "STLTH", "too many packets are being lost to call the silence meant"),
        new(Reason.ScanEnded, "scan-ended", PortState.Unknown, EvidenceStrength.Silence, "INTERR", "the scan ended before this was decided"),
        new(Reason.ResetWindow, "reset-window", PortState.Unfiltered, EvidenceStrength.Refusal, "-", "the packet was refused by a reset that offers a window, as some systems do on open ports"),
        new(Reason.TimestampReply, "timestamp-reply", PortState.Open, EvidenceStrength.Listener, "-", "the address tells strangers its clock"),
        new(Reason.MaskReply, "mask-reply", PortState.Open, EvidenceStrength.Listener, "-", "the address tells strangers the size of its network"),
    ];

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<ReasonInfo> All => Table;

    /// <summary>The row of <paramref name="reason"/>.</summary>
    public static ReasonInfo Info(this Reason reason) => Table[(int)reason];

    /// <summary>
    /// The state that a fact leads to. Port unreachable from the target itself says that a UDP port is closed (RFC 1122 section
    /// 4.1.3.1); for TCP, or from anyone else, it is what a rejecting firewall says. To a firewall test, what the target's own stack says
    /// of a packet that it must refuse shows that nothing stopped the packet.
    /// </summary>
    public static PortState StateOf(Reason reason, ProbeKind kind, bool indirect) => (reason, kind) switch
    {
        (Reason.PortUnreach, _) when kind.Info().Protocol == ProbeProtocol.Udp && !indirect => PortState.Closed,
        (Reason.Reset, ProbeKind.Ack or ProbeKind.Window or ProbeKind.Fin or ProbeKind.Null or ProbeKind.Xmas or ProbeKind.Maimon) => PortState.Unfiltered,
        (Reason.ParamProblem, ProbeKind.UnknownHeader or ProbeKind.UnknownOption) when !indirect => PortState.Unfiltered,
        (Reason.EchoReply, ProbeKind.UnknownOption) => PortState.Unfiltered,
        _ => reason.Info().State,
    };
}
