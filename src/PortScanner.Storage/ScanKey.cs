using System.Security.Cryptography;

namespace PortScanner.Storage;

/// <summary>A scan's random 128-bit name; the only name that the database knows.</summary>
public readonly record struct ScanId(Guid Value)
{
    internal byte[] ToBytes() => Value.ToByteArray();
}

/// <summary>A scan's id together with its secret, from which the key is derived that seals responders' addresses. The secret is never stored.</summary>
public sealed class ScanKey
{
    private readonly byte[] _secret;

    internal ScanKey(ScanId id, byte[] secret)
    {
        Id = id;
        _secret = secret;
    }

    /// <summary>The id.</summary>
    public ScanId Id { get; }

    /// <summary>The secret, 32 random bytes.</summary>
    public ReadOnlySpan<byte> Secret => _secret;

    /// <summary>Makes a key from the system's random numbers.</summary>
    public static ScanKey Create() =>
        new(new ScanId(new Guid(RandomNumberGenerator.GetBytes(16))), RandomNumberGenerator.GetBytes(32));
}
