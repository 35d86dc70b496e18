using System.IO.Pipelines;
using System.Text;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// Text that becomes bytes of the response as it is written. A report of all ports is ten megabytes; gathered as text, and then encoded
/// at once, it took fifty for as long as it was written.
/// </summary>
/// <param name="output">The response's body. It is flushed by whoever writes, never here.</param>
internal sealed class ResponseText(PipeWriter output) : TextWriter
{
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => _encoder.Convert(buffer, output, flush: false, out _, out _);
}
