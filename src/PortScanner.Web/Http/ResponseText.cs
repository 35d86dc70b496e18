using System.IO.Pipelines;
using System.Text;

namespace PortScanner.Web.Http;

/// <summary>
/// Text that becomes bytes of the response as it is written, and leaves in pieces, each once the reader has taken the one before. A report of
/// all ports is more than ten megabytes: as a whole it would lie in memory for as long as a reader likes, once for each.
/// </summary>
/// <remarks>
/// A reader who takes no piece for <see cref="WriteTimeout"/> is given up. The server's own least rate does not do that: it grants a large response
/// the hours that it would take at that rate.
/// </remarks>
/// <param name="response">The response. Nothing of it is sent but by the methods that wait.</param>
/// <param name="timeProvider">The clock of the timeout.</param>
internal sealed class ResponseText(HttpResponse response, TimeProvider timeProvider) : TextWriter
{
    /// <summary>How many bytes are gathered before the reader is waited for.</summary>
    // As many as Kestrel holds for a connection (KestrelServerLimits.MaxResponseBufferSize): twice that is what a reader can cost.
    public const int PieceBytes = 64 * 1024;

    /// <summary>How long a reader may take nothing. It begins anew with each piece that he took.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(20);

    // Three bytes at most are made of a char.
    private const int PieceChars = PieceBytes / 4;

    private readonly PipeWriter _output = response.BodyWriter;
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private long _unsentBytes;
    private long _sentAt = timeProvider.GetTimestamp();

    /// <summary>How long the reader was sent nothing.</summary>
    public TimeSpan SinceSent => timeProvider.GetElapsedTime(_sentAt);

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        _encoder.Convert(buffer, _output, flush: false, out var bytes, out _);
        _unsentBytes += bytes;
    }

    /// <summary>Writes what may be long, and waits for the reader as often as there is a piece.</summary>
    /// <exception cref="OperationCanceledException">The reader is gone.</exception>
    public async Task WriteInPiecesAsync(string text, CancellationToken cancellationToken)
    {
        for (var place = 0; place < text.Length; place += PieceChars)
        {
            Write(text.AsSpan(place, Math.Min(PieceChars, text.Length - place)));
            await CatchUpAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the reader, if there is a piece to be taken.</summary>
    /// <exception cref="OperationCanceledException">The reader is gone.</exception>
    public Task CatchUpAsync(CancellationToken cancellationToken) => _unsentBytes < PieceBytes ? Task.CompletedTask : SendAsync(cancellationToken);

    /// <summary>Sends what was written, if anything was.</summary>
    /// <exception cref="OperationCanceledException">The reader is gone.</exception>
    /// <exception cref="ReaderGoneException">The reader was given up.</exception>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_unsentBytes == 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(WriteTimeout, timeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _output.FlushAsync(end.Token);
            _unsentBytes = 0;
            _sentAt = timeProvider.GetTimestamp();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            response.HttpContext.Abort();
            throw new ReaderGoneException();
        }
    }
}
