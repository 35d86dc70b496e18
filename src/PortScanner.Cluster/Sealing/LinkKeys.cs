using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

using PortScanner.Cluster.Keys;

namespace PortScanner.Cluster.Sealing;

/// <summary>
/// The keys of a link, one for each direction. The web node draws a key for this link alone and agrees with the one that the tester told in its
/// signed heartbeat; the tester's is gone after an hour, so what was recorded stays closed when a node is stolen later.
/// </summary>
internal sealed class LinkKeys : IDisposable
{
    private readonly LinkId _link;
    private readonly DirectionKey _seals;
    private readonly DirectionKey _opens;
    private readonly EnvelopeKind _sent;
    private readonly EnvelopeKind _taken;

    private LinkKeys(LinkId link, ReadOnlySpan<byte> toTester, ReadOnlySpan<byte> toWebNode, bool isTester)
    {
        _link = link;
        _seals = new DirectionKey(isTester ? toWebNode : toTester);
        _opens = new DirectionKey(isTester ? toTester : toWebNode);
        _sent = isTester ? EnvelopeKind.FromTester : EnvelopeKind.FromWebNode;
        _taken = isTester ? EnvelopeKind.FromWebNode : EnvelopeKind.FromTester;
    }

    private static ReadOnlySpan<byte> Purpose => "portscanner scan link v1"u8;

    /// <summary>Makes those of a new link, on the web node.</summary>
    /// <param name="sealKey">The tester's public key.</param>
    /// <param name="link">The link.</param>
    /// <param name="ephemeral">The public key that the tester needs for the same.</param>
    /// <returns>Null if that is no public key of P-256.</returns>
    public static LinkKeys? TryAgree(ReadOnlySpan<byte> sealKey, LinkId link, out byte[] ephemeral)
    {
        ephemeral = [];
        using var other = ImportPublic(sealKey);
        if (other is null)
        {
            return null;
        }

        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        ephemeral = own.ExportSubjectPublicKeyInfo();
        return Derive(own, other, link, isTester: false);
    }

    /// <summary>Makes those that a web node made, on the tester.</summary>
    /// <param name="own">The tester's key; whoever calls sees to it that nobody else uses it meanwhile.</param>
    /// <param name="ephemeral">The web node's public key for this link.</param>
    /// <param name="link">The link.</param>
    /// <returns>Null if that is no public key of P-256.</returns>
    public static LinkKeys? TryAgree(ECDiffieHellman own, ReadOnlySpan<byte> ephemeral, LinkId link)
    {
        using var other = ImportPublic(ephemeral);
        return other is null ? null : Derive(own, other, link, isTester: true);
    }

    /// <summary>Seals a request, with the key that the tester needs to open it.</summary>
    public byte[] SealRequest(ReadOnlySpan<byte> ephemeral, ReadOnlySpan<byte> plain) =>
        _seals.Seal(new EnvelopeHeader(EnvelopeKind.Request, _link, 0, 0), ephemeral, plain);

    /// <summary>Opens a request.</summary>
    public byte[]? OpenRequest(ReadOnlySpan<byte> message, EnvelopeHeader header) => _opens.Open(message, header.Number, Curve.PublicKeyLength);

    /// <summary>Seals a message.</summary>
    public byte[] Seal(ulong sequence, ReadOnlySpan<byte> plain) => _seals.Seal(new EnvelopeHeader(_sent, _link, sequence, 0), [], plain);

    /// <summary>Opens a message of the other side.</summary>
    public byte[]? Open(ReadOnlySpan<byte> message, EnvelopeHeader header) =>
        header.Kind == _taken ? _opens.Open(message, header.Number, between: 0) : null;

    public void Dispose()
    {
        _seals.Dispose();
        _opens.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It is returned, or disposed of.")]
    private static ECDiffieHellman? ImportPublic(ReadOnlySpan<byte> key)
    {
        if (!Curve.IsPublicKey(key))
        {
            return null;
        }

        var other = ECDiffieHellman.Create();
        try
        {
            other.ImportSubjectPublicKeyInfo(key, out _);
            return other;
        }
        catch (CryptographicException)
        {
            // A point beside the curve.
            other.Dispose();
            return null;
        }
    }

    // RFC 5869, with the link as salt: a key drawn for one link is of no use for another.
    private static LinkKeys Derive(ECDiffieHellman own, ECDiffieHellman other, LinkId link, bool isTester)
    {
        Span<byte> salt = stackalloc byte[LinkId.Length];
        link.Write(salt);
        Span<byte> keys = stackalloc byte[2 * DirectionKey.KeyLength];
        using var publicKey = other.PublicKey;
        var secret = own.DeriveRawSecretAgreement(publicKey);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, keys, salt, Purpose);
        CryptographicOperations.ZeroMemory(secret);
        var made = new LinkKeys(link, keys[..DirectionKey.KeyLength], keys[DirectionKey.KeyLength..], isTester);
        CryptographicOperations.ZeroMemory(keys);
        return made;
    }
}
