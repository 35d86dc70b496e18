using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>A conversation over a connection of the Unix socket between front end and tester: closing it is its end.</summary>
internal sealed class SocketLink : ITesterLink
{
    private readonly NetworkStream _stream;
    private readonly PipeReader _reader;

    /// <summary>Takes a connected socket over.</summary>
    public SocketLink(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = PipeReader.Create(_stream);
    }

    /// <inheritdoc />
    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var frame = new ArrayBufferWriter<byte>();
        Frames.Write(frame, JsonSerializer.SerializeToUtf8Bytes(message, type));
        await _stream.WriteAsync(frame.WrittenMemory, cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>The message bears the moment of the look, by a clock that both processes share.</remarks>
    public Task TellAsync(Func<PathMessage> look, CancellationToken cancellationToken) => SendAsync(look(), TesterJson.Default.PathMessage, cancellationToken);

    /// <inheritdoc />
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type, int longest, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            if (await ReceiveAsync(cancellationToken) is not { } received)
            {
                return null;
            }

            var rest = received.Buffer;
            var state = Frames.TryTake(ref rest, longest, out var frame);
            var message = state == FrameState.Complete ? TesterJson.Read(frame, type) : null;
            _reader.AdvanceTo(rest.Start, state == FrameState.Complete ? rest.Start : rest.End);
            if (message is not null)
            {
                return message;
            }

            if (state != FrameState.Incomplete)
            {
                throw new InvalidDataException("What came over the tester's socket is no message.");
            }

            if (received.IsCompleted)
            {
                return null;
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await _stream.DisposeAsync();
    }

    private async Task<ReadResult?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (IOException)
        {
            // A process that was killed leaves a reset instead of an end.
            return null;
        }
    }
}
