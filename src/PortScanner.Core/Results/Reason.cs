namespace PortScanner.Core.Results;

/// <summary>The fact on the wire, or its absence, that a state rests on. <see cref="Reasons"/> gives names, strengths and words.</summary>
/// <remarks>The numbers are stored in MariaDB and sent between front end and tester: none is changed, or given again. The next is 45.</remarks>
public enum Reason : byte
{
    /// <summary>Nothing came back.</summary>
    NoReply = 0,

    /// <summary>TCP SYN+ACK that acknowledges our SYN.</summary>
    SynAck = 1,

    /// <summary>TCP SYN without ACK: a split handshake.</summary>
    SplitHandshake = 2,

    /// <summary>TCP ACK without SYN that acknowledges our SYN.</summary>
    Ack = 3,

    /// <summary>TCP RST that bears our number.</summary>
    Reset = 4,

    /// <summary>TCP FIN+ACK that acknowledges our SYN.</summary>
    FinAck = 5,

    /// <summary>TCP ACK without SYN for something that this scan never sent (RFC 5961 section 4).</summary>
    ChallengeAck = 6,

    /// <summary>TCP answer whose acknowledgement number is not ours.</summary>
    WrongAck = 7,

    /// <summary>UDP reply that proves to be the service's answer to our request.</summary>
    UdpReply = 8,

    /// <summary>UDP reply that could not be recognised as an answer to our request.</summary>
    UdpUnverified = 9,

    /// <summary>ICMP or ICMPv6 echo reply.</summary>
    EchoReply = 10,

    /// <summary>Port unreachable.</summary>
    PortUnreach = 11,

    /// <summary>Protocol unreachable.</summary>
    ProtocolUnreach = 12,

    /// <summary>Communication administratively prohibited.</summary>
    AdminProhibited = 13,

    /// <summary>No route, or network unreachable.</summary>
    NoRoute = 14,

    /// <summary>Host or address unreachable.</summary>
    HostUnreach = 15,

    /// <summary>Beyond scope of the source address.</summary>
    BeyondScope = 16,

    /// <summary>The source address failed an ingress or egress policy.</summary>
    Policy = 17,

    /// <summary>Reject route to the destination.</summary>
    RejectRoute = 18,

    /// <summary>Source route failed, or an error in the source routing header.</summary>
    SourceRouteFailed = 19,

    /// <summary>Headers too long.</summary>
    HeadersTooLong = 20,

    /// <summary>Host precedence violation or precedence cutoff.</summary>
    Precedence = 21,

    /// <summary>Destination unreachable with a code that no specification known here names.</summary>
    OtherUnreach = 22,

    /// <summary>Packet too big, or fragmentation needed.</summary>
    PacketTooBig = 23,

    /// <summary>Parameter problem.</summary>
    ParamProblem = 24,

    /// <summary>Hop limit or time to live exceeded in transit.</summary>
    TimeExceeded = 25,

    /// <summary>Fragment reassembly time exceeded.</summary>
    ReassemblyTimeout = 26,

    /// <summary>No listener answered, proved; the answerer's limit on errors was not overcome, so that it is not known how the port says no.</summary>
    RateLimited = 27,

    /// <summary>Silence while the capture lost packets or was not running.</summary>
    CaptureLoss = 28,

    /// <summary>The probe could not be sent.</summary>
    SendRefused = 29,

    /// <summary>Silence, but too few attempts were made for the loss that was measured.</summary>
    PacketLoss = 30,

    /// <summary>The scan ended before the port was decided.</summary>
    ScanEnded = 31,

    /// <summary>TCP RST that offers a window, as some systems send from an open port.</summary>
    ResetWindow = 32,

    /// <summary>ICMP timestamp reply.</summary>
    TimestampReply = 33,

    /// <summary>ICMP address mask reply.</summary>
    MaskReply = 34,

    /// <summary>The target was not known to be there any more, so the scan ended before the port was decided.</summary>
    TargetUnseen = 35,

    /// <summary>TCP RST without a number, which anybody could have sent.</summary>
    ResetUnproved = 36,

    /// <summary>UDP reply without a secret of ours, while somebody forges such replies in the target's name, or none came to a second port.</summary>
    UdpUnproved = 37,

    /// <summary>The target answered no new connection any more, though it had answered before and was there: a firewall that bans who asks much.</summary>
    Banned = 38,

    /// <summary>No listener answered, proved; how the port says no was not waited for.</summary>
    NotAwaited = 39,

    /// <summary>The tester was lost before it could tell, and no other went on in its place.</summary>
    TesterLost = 40,

    /// <summary>Nothing came back, and nothing shows that what was sent left the tester's own network.</summary>
    TesterPath = 41,

    /// <summary>The tester's own network does not let packets to this port pass.</summary>
    TesterFiltered = 42,

    /// <summary>The web node and its testers could not reach each other for too long.</summary>
    BusLost = 43,

    /// <summary>Nothing came back to one tester, and another was answered by the target itself.</summary>
    TestersDiffer = 44,
}
