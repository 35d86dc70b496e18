using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Grants;

/// <summary>A grant as it is sent: signed, and after that sealed.</summary>
internal static class SignedGrant
{
    /// <summary>Signs a grant.</summary>
    public static byte[] Make(Grant grant, NodeIdentity node)
    {
        var link = new byte[LinkId.Length];
        grant.Link.Write(link);
        var body = new GrantBody(
            grant.WebNode, grant.Tester, link, grant.Attempt, grant.Epoch, grant.Tick, grant.PlanHash.ToArray(), grant.Request.ToArray());
        return Signed.Make(node, Signed.Grant, JsonSerializer.SerializeToUtf8Bytes(body, GrantJson.Default.GrantBody));
    }

    /// <summary>Reads a grant, which is not thereby believed.</summary>
    /// <returns>Null if it is none.</returns>
    public static Grant? Read(ReadOnlySpan<byte> signed)
    {
        if (signed.Length <= Signed.SignatureLength)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(signed[Signed.SignatureLength..], GrantJson.Default.GrantBody) is { } body
                && NodeName.IsOne(body.Kid) && NodeName.IsOne(body.Aud)
                && body is { Link.Length: LinkId.Length, PlanHash.Length: SHA256.HashSizeInBytes, Attempt: 0 or 1, Tick: >= 0 }
                ? new Grant(body.Kid, body.Aud, LinkId.Read(body.Link), body.Attempt, body.Epoch, body.Tick, body.PlanHash, body.Request)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A grant in JSON.</summary>
internal sealed record GrantBody(string Kid, string Aud, byte[] Link, int Attempt, long Epoch, long Tick, byte[] PlanHash, byte[] Request);

/// <summary>What a grant does not know, has twice or has not makes it none.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 2)]
[JsonSerializable(typeof(GrantBody))]
internal sealed partial class GrantJson : JsonSerializerContext;
