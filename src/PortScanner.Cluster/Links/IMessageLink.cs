namespace PortScanner.Cluster.Links;

/// <summary>What becomes of a message that is lost on its way.</summary>
public enum MessageCare
{
    /// <summary>Nothing: the next one of its kind says more. Of those that arrive, none is older than one before it.</summary>
    Passing,

    /// <summary>It is sent again until it arrived. All that are kept arrive once and in order, or the link ends.</summary>
    Kept,
}

/// <summary>What arrived on a link.</summary>
/// <param name="Bytes">The message.</param>
/// <param name="Tick">The tester's tick that came with it: its own as it spoke, or the newest that the web node had heard as that spoke.</param>
public readonly record struct LinkMessage(ReadOnlyMemory<byte> Bytes, long Tick);

/// <summary>
/// One end of a link between a web node and a tester, over which one attempt at one part of a scan is made. What it says is its users' business.
/// One thread reads at a time; any may send.
/// </summary>
public interface IMessageLink : IAsyncDisposable
{
    /// <summary>The octets of the longest message.</summary>
    const int LongestMessage = 60 * 1024;

    /// <summary>Why the link is over; null while it is not. What had arrived before can still be read.</summary>
    LinkEnd? End { get; }

    /// <summary>Sends a message. It waits for nothing but, where it is to be kept, until fewer than 64 others are on their way.</summary>
    /// <exception cref="LinkEndedException">The link is over.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, MessageCare care, CancellationToken cancellationToken);

    /// <summary>Sends a message that is not kept, and is made once it is known which tick it bears: what it tells is no older than that.</summary>
    /// <param name="make">Makes it. It must return soon.</param>
    /// <exception cref="LinkEndedException">The link is over.</exception>
    ValueTask TellAsync(Func<ReadOnlyMemory<byte>> make);

    /// <summary>Reads the next message.</summary>
    /// <returns>Null once all were read that arrived before the link's end; <see cref="End"/> says why.</returns>
    ValueTask<LinkMessage?> ReadAsync(CancellationToken cancellationToken);
}
