using System.Buffers.Binary;

namespace PortScanner.Cluster.Links;

/// <summary>What the sealed part of a message on a link is.</summary>
internal enum LinkMessageKind : byte
{
    /// <summary>A message of the link's users.</summary>
    Message = 1,

    /// <summary>Nothing but its head.</summary>
    Pulse = 2,

    /// <summary>The last one of its side: one octet that is a <see cref="LinkEnd"/>.</summary>
    Close = 3,
}

/// <summary>
/// What the sealed part of a message begins with:
/// <code>
/// kind 1 | ack 8 | tick 8 | highest 8 | again 8
/// </code>
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Ack">The sequence number up to which the sender's users have read.</param>
/// <param name="Tick">The tester's tick: its own, or the newest that the web node has heard.</param>
/// <param name="Highest">The sequence number up to which the sender has sent; a reader that has not got there misses something.</param>
/// <param name="Again">The sequence number from which on the sender asks for everything once more; 0 if it does not.</param>
internal readonly record struct LinkHead(LinkMessageKind Kind, ulong Ack, long Tick, ulong Highest, ulong Again)
{
    /// <summary>The octets of it.</summary>
    public const int Length = 33;

    private const int AckAt = 1;
    private const int TickAt = 9;
    private const int HighestAt = 17;
    private const int AgainAt = 25;

    /// <summary>Reads it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> plain, out LinkHead head)
    {
        if (plain.Length < Length || plain[0] is < (byte)LinkMessageKind.Message or > (byte)LinkMessageKind.Close)
        {
            head = default;
            return false;
        }

        head = new LinkHead(
            (LinkMessageKind)plain[0],
            BinaryPrimitives.ReadUInt64BigEndian(plain[AckAt..]),
            BinaryPrimitives.ReadInt64BigEndian(plain[TickAt..]),
            BinaryPrimitives.ReadUInt64BigEndian(plain[HighestAt..]),
            BinaryPrimitives.ReadUInt64BigEndian(plain[AgainAt..]));
        return true;
    }

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> plain)
    {
        plain[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt64BigEndian(plain[AckAt..], Ack);
        BinaryPrimitives.WriteInt64BigEndian(plain[TickAt..], Tick);
        BinaryPrimitives.WriteUInt64BigEndian(plain[HighestAt..], Highest);
        BinaryPrimitives.WriteUInt64BigEndian(plain[AgainAt..], Again);
    }
}
