using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Probes.Tcp;

/// <summary>The segments of ours that belong to no connection, and what a segment means as an answer to one.</summary>
public static class UnsolicitedAnswers
{
    /// <summary>The control bits that a kind of probe is sent with; null for a kind that is no such segment.</summary>
    public static TcpControlBits? ControlBitsOf(ProbeKind kind) => kind switch
    {
        ProbeKind.Ack or ProbeKind.Window => TcpControlBits.Ack,
        ProbeKind.Fin => TcpControlBits.Fin,
        ProbeKind.Null => TcpControlBits.None,
        ProbeKind.Xmas => TcpControlBits.Fin | TcpControlBits.Psh | TcpControlBits.Urg,
        ProbeKind.Maimon => TcpControlBits.Fin | TcpControlBits.Ack,
        _ => null,
    };

    /// <summary>
    /// Classifies a segment. A host must answer by a reset: to an ACK with our acknowledgement number as its sequence number, to anything
    /// else with an acknowledgement of our sequence number (RFC 9293 section 3.10.7.1). Both are the scan's secret.
    /// </summary>
    /// <param name="segment">The segment.</param>
    /// <param name="sequence">The scan's numbers.</param>
    /// <param name="readsWindow">Whether the reset's window matters.</param>
    public static Reason Classify(in TcpHeader segment, TcpSequence sequence, bool readsWindow)
    {
        if (!segment.ControlBits.HasFlag(TcpControlBits.Rst))
        {
            return Reason.WrongAck;
        }

        if (PassOf(segment, sequence) < 0)
        {
            // Some stacks put no number at all into a reset, as anybody can.
            return !segment.ControlBits.HasFlag(TcpControlBits.Ack) && segment.Sequence == 0 ? Reason.ResetUnproved : Reason.WrongAck;
        }

        return readsWindow && segment.Window != 0 ? Reason.ResetWindow : Reason.Reset;
    }

    /// <summary>The pass that a segment answers, or -1 if it does not tell.</summary>
    public static int PassOf(in TcpHeader segment, TcpSequence sequence) =>
        sequence.Owns(segment.Sequence) ? TcpSequence.PassOf(segment.Sequence) : TcpAnswers.PassOf(segment, sequence);
}
