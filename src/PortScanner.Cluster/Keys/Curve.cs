using System.Security.Cryptography;

namespace PortScanner.Cluster.Keys;

/// <summary>The one curve that all keys of a cluster are of.</summary>
internal static class Curve
{
    /// <summary>The octets of a public key's SubjectPublicKeyInfo; there is no other form of it.</summary>
    public const int PublicKeyLength = 91;

    private const string P256 = "1.2.840.10045.3.1.7";

    // RFC 5480: a sequence of the algorithm (id-ecPublicKey, secp256r1) and a string of bits, which is a point that is not compressed (04).
    private static ReadOnlySpan<byte> Beginning =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07,
        0x03, 0x42, 0x00, 0x04,
    ];

    /// <summary>
    /// Whether these octets are a SubjectPublicKeyInfo of it, but for the point, of which the runtime finds out whether it lies on the curve. Other
    /// curves are not given to it: it throws more kinds of exceptions over them than it documents.
    /// </summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> key) => key.Length == PublicKeyLength && key.StartsWith(Beginning);

    /// <summary>Whether a key is of it.</summary>
    public static bool IsP256(ECAlgorithm key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256;
}
