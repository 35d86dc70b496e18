using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>The messages as JSON. What a message does not know, or has twice, makes it no message.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 6)]
[JsonSerializable(typeof(TesterRequest))]
[JsonSerializable(typeof(PathMessage))]
[JsonSerializable(typeof(TesterReply))]
internal sealed partial class TesterJson : JsonSerializerContext
{
    /// <summary>Reads a message.</summary>
    /// <returns>Null if it is none of this kind.</returns>
    public static T? Read<T>(ReadOnlySequence<byte> message, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = type.Options.MaxDepth });
            var read = JsonSerializer.Deserialize(ref reader, type);
            return reader.BytesConsumed == message.Length ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
