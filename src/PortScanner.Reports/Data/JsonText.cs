using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PortScanner.Reports.Data;

/// <summary>JSON as text, piece by piece, so that a report of 65,536 ports is never one string.</summary>
internal sealed class JsonText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    // A value on a line of its own, before it becomes a piece of the document; kept for the next one.
    private readonly ArrayBufferWriter<byte> _lineBuffer = new();
    private readonly Utf8JsonWriter _line;

    public JsonText()
    {
        _json = new Utf8JsonWriter(_buffer);
        _line = new Utf8JsonWriter(_lineBuffer);
    }

    /// <summary>One value, on one line.</summary>
    public static string Of(Action<Utf8JsonWriter> value)
    {
        using var json = new JsonText();
        return json.Next(value);
    }

    /// <summary>The next piece of a document, which may open what a later piece closes.</summary>
    public string Next(Action<Utf8JsonWriter> piece)
    {
        piece(_json);
        _json.Flush();
        var text = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        return text;
    }

    /// <summary>The next value of an array, on a line of its own.</summary>
    public string NextOnNewLine(Action<Utf8JsonWriter> value)
    {
        _lineBuffer.ResetWrittenCount();
        _lineBuffer.Write("\n"u8);
        _line.Reset();
        value(_line);
        _line.Flush();
        return Next(json => json.WriteRawValue(_lineBuffer.WrittenSpan, skipInputValidation: true));
    }

    public void Dispose()
    {
        _json.Dispose();
        _line.Dispose();
    }
}
