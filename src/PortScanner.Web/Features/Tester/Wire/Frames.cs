using System.Buffers;
using System.Buffers.Binary;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>What stands at the head of the bytes that came.</summary>
internal enum FrameState
{
    /// <summary>Not a whole frame yet.</summary>
    Incomplete,

    /// <summary>A frame.</summary>
    Complete,

    /// <summary>Something that no partner of ours sends; nothing behind it can be read.</summary>
    Wrong,
}

/// <summary>
/// The framing of messages between front end and tester.
/// <code>
/// |            Length of the message in bytes (32 bits)           |
/// |                 Message: JSON text in UTF-8 …                 |
/// </code>
/// The length is in network byte order. It is believed only up to what its direction allows, and no memory is taken for it beforehand.
/// </summary>
internal static class Frames
{
    /// <summary>The longest request, in bytes: two port specifications of 4,096 characters and what is around them.</summary>
    public const int LongestRequest = 16 * 1024;

    /// <summary>The longest reply, in bytes: <see cref="ResultMessage.MostInOneReply"/> results.</summary>
    public const int LongestReply = 256 * 1024;

    private const int HeaderLength = sizeof(uint);

    /// <summary>Takes the first message.</summary>
    /// <param name="received">What came and was not taken yet; moved behind the message if there is a whole one.</param>
    /// <param name="longest">The longest message to accept, in bytes.</param>
    /// <param name="message">The message; empty if there is none.</param>
    public static FrameState TryTake(ref ReadOnlySequence<byte> received, int longest, out ReadOnlySequence<byte> message)
    {
        message = default;
        var reader = new SequenceReader<byte>(received);
        if (!reader.TryReadBigEndian(out int length))
        {
            return FrameState.Incomplete;
        }

        if (length <= 0 || length > longest)
        {
            return FrameState.Wrong;
        }

        if (!reader.TryReadExact(length, out message))
        {
            return FrameState.Incomplete;
        }

        received = received.Slice(reader.Position);
        return FrameState.Complete;
    }

    /// <summary>Writes a message with its length before it.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> message)
    {
        var frame = output.GetSpan(HeaderLength + message.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame, message.Length);
        message.CopyTo(frame[HeaderLength..]);
        output.Advance(HeaderLength + message.Length);
    }
}
