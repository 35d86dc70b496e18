using PortScanner.Core.Results;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Probes.Tcp;

/// <summary>What each TCP segment means as an answer to a SYN of ours.</summary>
public static class TcpAnswers
{
    /// <summary>Classifies a segment that came to a scan's source port from a probed port.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="sequence">The scan's sequence numbers.</param>
    /// <returns>The fact: where nothing better fits, that something answered, which is no silence.</returns>
    public static Reason Classify(in TcpHeader segment, TcpSequence sequence)
    {
        var flags = segment.ControlBits & (TcpControlBits.Fin | TcpControlBits.Syn | TcpControlBits.Rst | TcpControlBits.Ack);
        var acknowledgesOurSyn = sequence.Owns(segment.Acknowledgment) && (segment.Acknowledgment & 1) == 1;

        if ((flags & TcpControlBits.Rst) != TcpControlBits.None)
        {
            return ClassifyReset(segment, sequence);
        }

        return flags switch
        {
            // Who connects in SYN-SENT looks at SYN and ACK before FIN (RFC 9293 section 3.10.7.3).
            (TcpControlBits.Syn | TcpControlBits.Ack) or (TcpControlBits.Syn | TcpControlBits.Ack | TcpControlBits.Fin) =>
                acknowledgesOurSyn ? Reason.SynAck : Reason.WrongAck,

            // A SYN with our own number is none of theirs: somebody sends back what comes. One with a number of theirs bears none of ours.
            TcpControlBits.Syn => sequence.Owns(segment.Sequence) ? Reason.WrongAck : Reason.SplitHandshake,
            TcpControlBits.Ack => acknowledgesOurSyn ? Reason.Ack : Reason.ChallengeAck,
            TcpControlBits.Fin | TcpControlBits.Ack => acknowledgesOurSyn ? Reason.FinAck : Reason.WrongAck,
            _ => Reason.WrongAck,
        };
    }

    // RFC 9293 section 3.10.7.1 wants ack = seq + 1 in a reset, but some stacks send ack = seq, and others no number at all, as anybody can.
    private static Reason ClassifyReset(in TcpHeader segment, TcpSequence sequence)
    {
        if (sequence.Owns(segment.Acknowledgment))
        {
            return Reason.Reset;
        }

        return segment.ControlBits.HasFlag(TcpControlBits.Ack) ? Reason.WrongAck : Reason.ResetUnproved;
    }

    /// <summary>
    /// What is odd about a SYN+ACK. A listener has room for data, and keeps its own until the handshake is done, unless the SYN brought a
    /// Fast Open cookie (RFC 7413 section 4.2), which ours does not. SYN proxies open no window; tarpits keep it shut, and decoys talk at once.
    /// </summary>
    public static Remarks RemarksOf(in TcpHeader synAck) => synAck.Window == 0 || synAck.HasData ? Remarks.OddAccept : Remarks.None;

    /// <summary>The pass that a segment answers, or -1 if it does not tell.</summary>
    public static int PassOf(in TcpHeader segment, TcpSequence sequence) =>
        (segment.ControlBits & (TcpControlBits.Ack | TcpControlBits.Rst)) != TcpControlBits.None && sequence.Owns(segment.Acknowledgment) ? TcpSequence.PassOf(segment.Acknowledgment) : -1;
}
