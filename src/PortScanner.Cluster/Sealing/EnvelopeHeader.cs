using System.Buffers.Binary;

namespace PortScanner.Cluster.Sealing;

/// <summary>What an envelope holds.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>A web node asks a tester for a scan.</summary>
    Request = 1,

    /// <summary>A web node tells a tester something on a link.</summary>
    FromWebNode = 2,

    /// <summary>A tester tells a web node something on a link.</summary>
    FromTester = 3,
}

/// <summary>
/// What stands before the sealed part of a message, in clear, and is sealed against changes with it:
/// <code>
/// kind 1 | link 16 | sequence 8 | number 8
/// </code>
/// </summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Link">The link.</param>
/// <param name="Sequence">Its place among the messages that are kept until they arrived, from 1; 0 for one that is not kept.</param>
/// <param name="Number">What makes its nonce. Sequence numbers could not: messages that are not kept have none.</param>
internal readonly record struct EnvelopeHeader(EnvelopeKind Kind, LinkId Link, ulong Sequence, ulong Number)
{
    /// <summary>The octets of it.</summary>
    public const int Length = 33;

    private const int SequenceAt = 1 + LinkId.Length;
    private const int NumberAt = SequenceAt + sizeof(ulong);

    /// <summary>Reads the header of a message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out EnvelopeHeader header)
    {
        if (message.Length < Length || message[0] is < (byte)EnvelopeKind.Request or > (byte)EnvelopeKind.FromTester)
        {
            header = default;
            return false;
        }

        header = new EnvelopeHeader(
            (EnvelopeKind)message[0],
            LinkId.Read(message[1..SequenceAt]),
            BinaryPrimitives.ReadUInt64BigEndian(message[SequenceAt..]),
            BinaryPrimitives.ReadUInt64BigEndian(message[NumberAt..]));
        return true;
    }

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> message)
    {
        message[0] = (byte)Kind;
        Link.Write(message[1..SequenceAt]);
        BinaryPrimitives.WriteUInt64BigEndian(message[SequenceAt..], Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(message[NumberAt..], Number);
    }
}
