using PortScanner.Core.Results;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Tests.Probes.Tcp;

public sealed class TcpAnswersTests
{
    private const TcpControlBits SynAck = TcpControlBits.Syn | TcpControlBits.Ack;
    private const TcpControlBits RstAck = TcpControlBits.Rst | TcpControlBits.Ack;
    private const TcpControlBits FinAck = TcpControlBits.Fin | TcpControlBits.Ack;

    private static readonly TcpSequence Sequence = new(0xABCD_EF80);
    private static readonly uint Ours = Sequence.Of(2);
    private static readonly uint Foreign = Ours ^ 0x8000_0000;

    private static readonly Reason[] Numberless = [Reason.Reset, Reason.Reset, Reason.ResetUnproved, Reason.ResetUnproved];

    private static readonly Reason[] Nonsense = [Reason.WrongAck, Reason.WrongAck, Reason.WrongAck, Reason.WrongAck];

    /// <summary>What each combination of flags means where the acknowledgement is seq + 1, seq, zero, foreign.</summary>
    private static readonly (TcpControlBits Flags, Reason[] ByAcknowledgment)[] Table =
    [
        (TcpControlBits.None, Nonsense),
        (TcpControlBits.Fin, Nonsense),
        (TcpControlBits.Syn, [Reason.SplitHandshake, Reason.SplitHandshake, Reason.SplitHandshake, Reason.SplitHandshake]),
        (TcpControlBits.Syn | TcpControlBits.Fin, Nonsense),
        (TcpControlBits.Rst, Numberless),
        (TcpControlBits.Rst | TcpControlBits.Fin, Numberless),
        (TcpControlBits.Rst | TcpControlBits.Syn, Numberless),
        (TcpControlBits.Rst | TcpControlBits.Syn | TcpControlBits.Fin, Numberless),
        (TcpControlBits.Ack, [Reason.Ack, Reason.ChallengeAck, Reason.ChallengeAck, Reason.ChallengeAck]),
        (FinAck, [Reason.FinAck, Reason.WrongAck, Reason.WrongAck, Reason.WrongAck]),
        (SynAck, [Reason.SynAck, Reason.WrongAck, Reason.WrongAck, Reason.WrongAck]),
        (SynAck | TcpControlBits.Fin, [Reason.SynAck, Reason.WrongAck, Reason.WrongAck, Reason.WrongAck]),
        (RstAck, [Reason.Reset, Reason.Reset, Reason.WrongAck, Reason.WrongAck]),
        (RstAck | TcpControlBits.Fin, [Reason.Reset, Reason.Reset, Reason.WrongAck, Reason.WrongAck]),
        (RstAck | TcpControlBits.Syn, [Reason.Reset, Reason.Reset, Reason.WrongAck, Reason.WrongAck]),
        (RstAck | TcpControlBits.Syn | TcpControlBits.Fin, [Reason.Reset, Reason.Reset, Reason.WrongAck, Reason.WrongAck]),
    ];

    [Fact]
    public void Each_combination_of_flags_and_numbers_means_what_the_table_says()
    {
        Assert.Equal(16, Table.Select(row => row.Flags).Distinct().Count());
        uint[] acknowledgments = [Ours + 1, Ours, 0, Foreign];
        foreach (var (flags, reasons) in Table)
        {
            for (var i = 0; i < acknowledgments.Length; i++)
            {
                Assert.Equal(reasons[i], Classify(flags, acknowledgments[i], Foreign));
                Assert.Equal(flags == TcpControlBits.Syn ? Reason.WrongAck : reasons[i], Classify(flags, acknowledgments[i], Ours));
            }
        }
    }

    [Fact]
    public void Other_control_bits_change_nothing() =>
        Assert.Equal(Reason.SynAck, Classify(SynAck | (TcpControlBits)0xE8, Ours + 1, 7));

    [Fact]
    public void Syn_ack_with_the_right_acknowledgement_is_a_listener() => Assert.Equal(Reason.SynAck, Classify(SynAck, Ours + 1, 7));

    [Fact]
    public void Syn_ack_with_a_wrong_acknowledgement_is_not_believed() => Assert.Equal(Reason.WrongAck, Classify(SynAck, Foreign, 7));

    [Fact]
    public void Reset_that_acknowledges_seq_instead_of_its_successor_is_a_refusal() => Assert.Equal(Reason.Reset, Classify(RstAck, Ours, 0));

    [Fact]
    public void Reset_without_a_number_proves_nothing() => Assert.Equal(Reason.ResetUnproved, Classify(TcpControlBits.Rst, 0, 0));

    [Fact]
    public void Syn_alone_is_a_split_handshake() => Assert.Equal(Reason.SplitHandshake, Classify(TcpControlBits.Syn, 0, 7));

    [Fact]
    public void Syn_with_our_own_number_is_sent_back_and_no_split_handshake() => Assert.Equal(Reason.WrongAck, Classify(TcpControlBits.Syn, 0, Ours));

    [Fact]
    public void Bare_acknowledgement_of_something_older_is_a_challenge() => Assert.Equal(Reason.ChallengeAck, Classify(TcpControlBits.Ack, 12345, 7));

    [Fact]
    public void Fin_ack_is_a_soft_close() => Assert.Equal(Reason.FinAck, Classify(FinAck, Ours + 1, 7));

    [Fact]
    public void Pass_is_told_by_an_owned_acknowledgement_alone()
    {
        Assert.Equal(2, PassOf(SynAck, Ours + 1));
        Assert.Equal(2, PassOf(RstAck, Ours));
        Assert.Equal(2, PassOf(TcpControlBits.Rst, Ours));
        Assert.Equal(-1, PassOf(TcpControlBits.Syn, Ours));
        Assert.Equal(-1, PassOf(TcpControlBits.Rst, Foreign));
        Assert.Equal(-1, PassOf(SynAck, Foreign));
    }

    private static Reason Classify(TcpControlBits flags, uint acknowledgment, uint sequence) =>
        TcpAnswers.Classify(new TcpHeader(80, 61000, sequence, acknowledgment, flags), Sequence);

    private static int PassOf(TcpControlBits flags, uint acknowledgment) =>
        TcpAnswers.PassOf(new TcpHeader(80, 61000, 0, acknowledgment, flags), Sequence);
}
