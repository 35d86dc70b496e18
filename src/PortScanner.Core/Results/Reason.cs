namespace PortScanner.Core.Results;

/// <summary>The fact on the wire, or its absence, that a state rests on. <see cref="Reasons"/> gives names, strengths and words.</summary>
public enum Reason : byte
{
    /// <summary>Nothing came back.</summary>
    NoReply,

    /// <summary>TCP SYN+ACK that acknowledges our SYN.</summary>
    SynAck,

    /// <summary>TCP SYN without ACK: a split handshake.</summary>
    SplitHandshake,

    /// <summary>TCP ACK without SYN that acknowledges our SYN.</summary>
    Ack,

    /// <summary>TCP RST that bears our number.</summary>
    Reset,

    /// <summary>TCP FIN+ACK that acknowledges our SYN.</summary>
    FinAck,

    /// <summary>TCP ACK without SYN for something that this scan never sent (RFC 5961 section 4).</summary>
    ChallengeAck,

    /// <summary>TCP answer whose acknowledgement number is not ours.</summary>
    WrongAck,

    /// <summary>UDP reply that proves to be the service's answer to our request.</summary>
    UdpReply,

    /// <summary>UDP reply that could not be recognised as an answer to our request.</summary>
    UdpUnverified,

    /// <summary>ICMP or ICMPv6 echo reply.</summary>
    EchoReply,

    /// <summary>Port unreachable.</summary>
    PortUnreach,

    /// <summary>Protocol unreachable.</summary>
    ProtocolUnreach,

    /// <summary>Communication administratively prohibited.</summary>
    AdminProhibited,

    /// <summary>No route, or network unreachable.</summary>
    NoRoute,

    /// <summary>Host or address unreachable.</summary>
    HostUnreach,

    /// <summary>Beyond scope of the source address.</summary>
    BeyondScope,

    /// <summary>The source address failed an ingress or egress policy.</summary>
    Policy,

    /// <summary>Reject route to the destination.</summary>
    RejectRoute,

    /// <summary>Source route failed, or an error in the source routing header.</summary>
    SourceRouteFailed,

    /// <summary>Headers too long.</summary>
    HeadersTooLong,

    /// <summary>Host precedence violation or precedence cutoff.</summary>
    Precedence,

    /// <summary>Destination unreachable with a code that no specification known here names.</summary>
    OtherUnreach,

    /// <summary>Packet too big, or fragmentation needed.</summary>
    PacketTooBig,

    /// <summary>Parameter problem.</summary>
    ParamProblem,

    /// <summary>Hop limit or time to live exceeded in transit.</summary>
    TimeExceeded,

    /// <summary>Fragment reassembly time exceeded.</summary>
    ReassemblyTimeout,

    /// <summary>Silence while the answerer's limit on errors was not overcome.</summary>
    RateLimited,

    /// <summary>Silence while the capture lost packets or was not running.</summary>
    CaptureLoss,

    /// <summary>The probe could not be sent.</summary>
    SendRefused,

    /// <summary>Silence, but too few attempts were made for the loss that was measured.</summary>
    PacketLoss,

    /// <summary>The scan ended before the port was decided.</summary>
    ScanEnded,

    /// <summary>TCP RST that offers a window, as some systems send from an open port.</summary>
    ResetWindow,

    /// <summary>ICMP timestamp reply.</summary>
    TimestampReply,

    /// <summary>ICMP address mask reply.</summary>
    MaskReply,

    /// <summary>The target was not known to be there any more, so the scan ended before the port was decided.</summary>
    TargetUnseen,

    /// <summary>TCP RST without a number, which anybody could have sent.</summary>
    ResetUnproved,

    /// <summary>UDP reply without a secret of ours, while somebody forges such replies in the target's name.</summary>
    UdpUnproved,

    /// <summary>The target answered no new connection any more, though it had answered before and was there: a firewall that bans who asks much.</summary>
    Banned,
}
