using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Tests.Probes.Tcp;

public sealed class UnsolicitedAnswersTests
{
    private const TcpControlBits Rst = TcpControlBits.Rst;
    private const TcpControlBits RstAck = TcpControlBits.Rst | TcpControlBits.Ack;

    private static readonly TcpSequence Sequence = new(0xCAFE_0000);
    private static readonly uint Ours = Sequence.Of(3);
    private static readonly uint Foreign = Ours ^ 0x0100_0000;

    public static TheoryData<TcpControlBits, uint, uint, Reason, int> Answers => new()
    {
        // To an ACK: the sequence number is our acknowledgement number.
        { Rst, Ours, 0, Reason.Reset, 3 },
        { RstAck, Ours, Foreign, Reason.Reset, 3 },

        // To anything else: the acknowledgement number is our sequence number, and one more after a FIN.
        { RstAck, 0, Ours, Reason.Reset, 3 },
        { RstAck, 0, Ours + 1, Reason.Reset, 3 },
        { RstAck, Foreign, Ours + 1, Reason.Reset, 3 },

        // Without a number, and with somebody else's.
        { Rst, 0, 0, Reason.ResetUnproved, -1 },
        { Rst, Foreign, 0, Reason.WrongAck, -1 },
        { RstAck, 0, Foreign, Reason.WrongAck, -1 },
        { RstAck, 0, 0, Reason.WrongAck, -1 },

        // No reset.
        { TcpControlBits.Ack, Foreign, Ours, Reason.WrongAck, 3 },
        { TcpControlBits.Syn | TcpControlBits.Ack, Foreign, Ours + 1, Reason.WrongAck, 3 },

        // Our own segments, sent back, and some that say nothing.
        { TcpControlBits.Ack, Ours, Ours, Reason.WrongAck, 3 },
        { TcpControlBits.Fin | TcpControlBits.Psh | TcpControlBits.Urg, Ours, 0, Reason.WrongAck, 3 },
        { TcpControlBits.None, Foreign, 0, Reason.WrongAck, -1 },
        { TcpControlBits.Psh | TcpControlBits.Urg, Foreign, 0, Reason.WrongAck, -1 },
    };

    [Theory, MemberData(nameof(Answers))]
    public void Segment_means_what_the_table_says(TcpControlBits controlBits, uint sequence, uint acknowledgment, Reason reason, int pass)
    {
        var segment = new TcpHeader(80, 61000, sequence, acknowledgment, controlBits);
        Assert.Equal(reason, UnsolicitedAnswers.Classify(segment, Sequence, readsWindow: true));
        Assert.Equal(pass, UnsolicitedAnswers.PassOf(segment, Sequence));
    }

    [Theory]
    [InlineData(true, 4096, Reason.ResetWindow)]
    [InlineData(true, 0, Reason.Reset)]
    [InlineData(false, 4096, Reason.Reset)]
    public void Window_of_a_reset_is_told_where_it_was_asked_for(bool readsWindow, int window, Reason reason) => Assert.Equal(
        reason, UnsolicitedAnswers.Classify(new TcpHeader(80, 61000, Ours, 0, Rst) { Window = (ushort)window }, Sequence, readsWindow));

    [Fact]
    public void Only_a_reset_is_ever_a_refusal() => Prop.ForAll<uint, uint, byte>((sequence, acknowledgment, controlBits) =>
        UnsolicitedAnswers.Classify(new TcpHeader(80, 61000, sequence, acknowledgment, (TcpControlBits)controlBits), Sequence, readsWindow: false) != Reason.Reset
        || (controlBits & (byte)Rst) != 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Control_bits_are_those_of_the_six_segments_and_of_nothing_else()
    {
        Assert.Equal(
            [0x10, 0x10, 0x01, 0x00, 0x29, 0x11],
            new[] { ProbeKind.Ack, ProbeKind.Window, ProbeKind.Fin, ProbeKind.Null, ProbeKind.Xmas, ProbeKind.Maimon }
                .Select(kind => (int)UnsolicitedAnswers.ControlBitsOf(kind)!.Value));
        Assert.Equal(6, Enum.GetValues<ProbeKind>().Count(kind => UnsolicitedAnswers.ControlBitsOf(kind) is not null));
    }
}
