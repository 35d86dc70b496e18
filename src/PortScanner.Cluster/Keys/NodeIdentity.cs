using System.Security.Cryptography;

namespace PortScanner.Cluster.Keys;

/// <summary>Who this node is: its name, and the key with which it signs.</summary>
public sealed class NodeIdentity : IDisposable
{
    private readonly ECDsa _key;

    // The objects of the runtime's cryptography are not made for two threads: signatures come out wrong.
    private readonly Lock _gate = new();

    private NodeIdentity(string name, ECDsa key)
    {
        Name = name;
        _key = key;
        PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>What others have to know of it: the key's SubjectPublicKeyInfo in Base64.</summary>
    public string PublicKey { get; }

    /// <summary>Makes one of a key.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="pem">An ECDSA P-256 key in PEM.</param>
    /// <exception cref="CryptographicException">It is no such key.</exception>
    public static NodeIdentity FromPem(string name, string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (!Curve.IsP256(key))
            {
                throw new CryptographicException("The key is not of the curve P-256.");
            }

            // A public key is read as well, and could not sign.
            key.SignHash(new byte[SHA256.HashSizeInBytes]);
            return new NodeIdentity(name, key);
        }
        catch (Exception e) when (e is ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new CryptographicException("There is no key of the curve P-256.", e);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    /// <summary>Signs octets.</summary>
    internal void Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        lock (_gate)
        {
            _key.SignData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
