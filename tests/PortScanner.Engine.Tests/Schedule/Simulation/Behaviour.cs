using PortScanner.Core.Results;

namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>What is true of one simulated port.</summary>
internal enum Behaviour
{
    /// <summary>Answers SYN+ACK.</summary>
    Open,

    /// <summary>Answers RST.</summary>
    Closed,

    /// <summary>Never answers.</summary>
    Silent,

    /// <summary>The host answers with an ICMP error, as far as its limiter has tokens.</summary>
    Rejected,

    /// <summary>The router before the host answers with an ICMP error, as far as its limiter has tokens.</summary>
    RejectedByRouter,

    /// <summary>Answers with an ICMP error 6 s after the packet, as RFC 6092 REC-34 gateways do.</summary>
    RejectedLate,

    /// <summary>Answers SYN+ACK, after a router nearby said that there is no route.</summary>
    OpenDespiteError,

    /// <summary>Never answers, while somebody forges resets without a number.</summary>
    ForgedReset,

    /// <summary>Never answers, while somebody forges replies that hold no secret, from some attempt on.</summary>
    ForgedReply,

    /// <summary>Answers whoever asks, with nothing of what it was asked.</summary>
    Talkative,

    /// <summary>Answers the first question alone, with nothing of what it was asked.</summary>
    AnswersOnce,

    /// <summary>The tester's own kernel refuses to send to it.</summary>
    NotSendable,
}

internal static class Behaviours
{
    /// <summary>What a scan finds that misses nothing of a port: the reason of whatever it answers, or of its silence.</summary>
    public static Reason Truth(this Behaviour behaviour) => behaviour switch
    {
        Behaviour.Open => Reason.SynAck,
        Behaviour.Closed => Reason.Reset,
        Behaviour.Rejected or Behaviour.RejectedLate => Reason.AdminProhibited,
        Behaviour.RejectedByRouter => Reason.NoRoute,
        _ => Reason.NoReply,
    };
}
