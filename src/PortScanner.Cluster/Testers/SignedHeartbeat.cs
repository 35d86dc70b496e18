using System.Text.Json;
using System.Text.Json.Serialization;

using PortScanner.Cluster.Keys;

namespace PortScanner.Cluster.Testers;

/// <summary>A heartbeat as it is sent: signed, and in clear.</summary>
internal static class SignedHeartbeat
{
    private const int Longest = 4096;

    /// <summary>Signs a heartbeat.</summary>
    public static byte[] Make(Heartbeat heartbeat, NodeIdentity node) =>
        Signed.Make(node, Signed.Heartbeat, JsonSerializer.SerializeToUtf8Bytes(heartbeat, HeartbeatJson.Default.Heartbeat));

    /// <summary>Reads a heartbeat.</summary>
    /// <param name="message">The message.</param>
    /// <param name="testers">Who is believed.</param>
    /// <param name="heard">Whose subject it came on.</param>
    /// <returns>Null unless that tester signed it.</returns>
    public static Heartbeat? Read(ReadOnlySpan<byte> message, PeerKeys testers, string heard)
    {
        if (message.Length > Longest || !Signed.IsBy(testers, heard, Signed.Heartbeat, message))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(message[Signed.SignatureLength..], HeartbeatJson.Default.Heartbeat) is { Tick: >= 0 } heartbeat
                && heartbeat.Tester == heard
                ? heartbeat
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Heartbeats in JSON. Of another version than ours they may have other members, so the number of the protocol is looked at, not those.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 4)]
[JsonSerializable(typeof(Heartbeat))]
internal sealed partial class HeartbeatJson : JsonSerializerContext;
