using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PortScanner.Reports.Data;

/// <summary>JSON as text, piece by piece, so that a report of 65,536 ports is never one string.</summary>
internal sealed class JsonText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public JsonText() => _json = new Utf8JsonWriter(_buffer);

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
        var line = Of(value);
        return Next(json => json.WriteRawValue($"\n{line}", skipInputValidation: true));
    }

    public void Dispose() => _json.Dispose();
}
