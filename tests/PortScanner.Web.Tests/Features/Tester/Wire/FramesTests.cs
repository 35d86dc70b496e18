using System.Buffers;

using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Tests.Features.Tester.Wire;

public sealed class FramesTests
{
    private static readonly byte[] Message = [.. "{\"question\":0}"u8];

    [Fact]
    public void Each_prefix_of_a_frame_is_incomplete_and_the_whole_is_the_message()
    {
        var frame = Frame(Message);
        for (var length = 0; length < frame.Length; length++)
        {
            Assert.Equal(FrameState.Incomplete, Take(frame[..length], out _, out _));
        }

        Assert.Equal(FrameState.Complete, Take(frame, out var message, out var rest));
        Assert.Equal(Message, message);
        Assert.Equal(0, rest);
    }

    [Fact]
    public void What_follows_a_frame_is_left_for_the_next()
    {
        byte[] two = [.. Frame(Message), .. Frame([1, 2, 3])];
        Assert.Equal(FrameState.Complete, Take(two, out var message, out var rest));
        Assert.Equal(Message, message);
        Assert.Equal(7, rest);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 127, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0x40, 1 })]
    public void Length_that_no_message_has_is_wrong_before_anything_follows(byte[] header) =>
        Assert.Equal(FrameState.Wrong, Take(header, out _, out _));

    [Fact]
    public void Frame_with_any_bit_flipped_never_throws_and_never_gives_more_than_came()
    {
        var frame = Frame(Message);
        for (var bit = 0; bit < frame.Length * 8; bit++)
        {
            var flipped = frame.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var state = Take(flipped, out var message, out var rest);
            Assert.True(state != FrameState.Complete || message.Length + rest + sizeof(int) == frame.Length);
        }
    }

    private static byte[] Frame(byte[] message)
    {
        var output = new ArrayBufferWriter<byte>();
        Frames.Write(output, message);
        return output.WrittenSpan.ToArray();
    }

    private static FrameState Take(byte[] bytes, out byte[] message, out long rest)
    {
        var received = new ReadOnlySequence<byte>(bytes);
        var state = Frames.TryTake(ref received, Frames.LongestRequest, out var taken);
        (message, rest) = (taken.ToArray(), received.Length);
        return state;
    }
}
