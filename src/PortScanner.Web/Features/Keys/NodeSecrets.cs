using System.Security.Cryptography;

using PortScanner.Cluster.Bus;

namespace PortScanner.Web.Features.Keys;

/// <summary>What proves a node: to the broker, and to the other nodes.</summary>
/// <param name="Login">Its login at the broker.</param>
/// <param name="SigningKey">Its signing key, ECDSA P-256 in PEM (PKCS #8).</param>
/// <param name="PublicKey">The other half of that, which the others know: SubjectPublicKeyInfo in Base64.</param>
internal sealed record NodeSecrets(BrokerUser Login, string SigningKey, string PublicKey)
{
    private const int LimitSecretLength = 32;

    /// <summary>Makes those of a new node.</summary>
    public static NodeSecrets New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new NodeSecrets(BrokerUser.New(), key.ExportPkcs8PrivateKeyPem(), Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Makes a secret that all web nodes share, in Base64.</summary>
    public static string NewLimitSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(LimitSecretLength));
}
