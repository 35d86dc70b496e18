using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using PortScanner.Cluster.Links;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Cluster;

/// <summary>A conversation over the bus. What comes late says how late: by the tester's own time, which comes back with what is told.</summary>
/// <param name="link">What carries it.</param>
/// <param name="momentOf">On a tester: which timestamp a tick of its own is. Null on a web node.</param>
internal sealed class BusLink(IMessageLink link, Func<long, long>? momentOf = null) : ITesterLink
{
    /// <summary>Why it is over; null while it is not.</summary>
    public LinkEnd? End => link.End;

    /// <inheritdoc />
    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var care = message is TesterReply { Kind: ReplyKind.Progress } ? MessageCare.Passing : MessageCare.Kept;
        await link.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, type), care, cancellationToken);
    }

    /// <inheritdoc />
    public async Task TellAsync(Func<PathMessage> look, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await link.TellAsync(() => JsonSerializer.SerializeToUtf8Bytes(look(), TesterJson.Default.PathMessage));
    }

    /// <inheritdoc />
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type, int longest, CancellationToken cancellationToken)
        where T : class
    {
        if (await link.ReadAsync(cancellationToken) is not { } received)
        {
            return null;
        }

        var message = TesterJson.Read(new ReadOnlySequence<byte>(received.Bytes), type)
            ?? throw new InvalidDataException("What came over the bus is no message.");

        // Clocks of two machines have nothing in common. The web node said this after it had heard that tick, so it is no younger.
        return message is PathMessage told && momentOf is not null ? (T)(object)(told with { At = momentOf(received.Tick) }) : message;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => link.DisposeAsync();
}
