using System.Security.Cryptography;

namespace PortScanner.Cluster.Keys;

/// <summary>The one curve that all keys of a cluster are of.</summary>
internal static class Curve
{
    /// <summary>The octets of a public key's SubjectPublicKeyInfo; there is no other form of it.</summary>
    public const int PublicKeyLength = 91;

    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Whether a key is of it.</summary>
    public static bool IsP256(ECAlgorithm key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256;
}
