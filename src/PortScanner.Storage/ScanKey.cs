using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PortScanner.Storage;

/// <summary>A scan's random 128-bit name; the only name that the database knows.</summary>
public readonly record struct ScanId(Guid Value)
{
    /// <summary>What its first two bytes say: the number of the node that has it, where nodes have numbers.</summary>
    public ushort Owner => BinaryPrimitives.ReadUInt16BigEndian(ToBytes());

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => ToBytes();

    /// <summary>Reads what <see cref="Bytes"/> has.</summary>
    /// <param name="bytes">16 bytes.</param>
    public static ScanId Read(ReadOnlySpan<byte> bytes) => new(new Guid(bytes));

    internal byte[] ToBytes() => Value.ToByteArray();

    internal string ToHex() => Convert.ToHexString(ToBytes());
}

/// <summary>A scan's id together with its secret, from which the key is derived that seals responders' addresses. The secret is never stored.</summary>
public sealed class ScanKey
{
    private const int IdLength = 16;
    private const int SecretLength = 32;
    private const int TokenLength = (IdLength + SecretLength) / 3 * 4;

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

    /// <summary>
    /// The key as text for the one who may read the scan, such as its visitor's browser: 64 characters of the URL-safe alphabet of
    /// RFC 4648 section 5. It is as good as the key, so it belongs in no log.
    /// </summary>
    public string ToToken() => Base64Url.EncodeToString([.. Id.ToBytes(), .. _secret]);

    /// <summary>Reads what <see cref="ToToken"/> wrote.</summary>
    /// <param name="token">Any text.</param>
    /// <param name="key">The key; whether there is such a scan is another question.</param>
    /// <returns>Whether <paramref name="token"/> is a key.</returns>
    public static bool TryParseToken(string token, [NotNullWhen(true)] out ScanKey? key)
    {
        Span<byte> bytes = stackalloc byte[IdLength + SecretLength];
        key = token.Length == TokenLength && Base64Url.DecodeFromChars(token, bytes, out _, out var length) == OperationStatus.Done && length == bytes.Length
            ? new ScanKey(new ScanId(new Guid(bytes[..IdLength])), bytes[IdLength..].ToArray())
            : null;
        return key is not null;
    }

    /// <summary>Makes a key from the system's random numbers.</summary>
    /// <param name="owner">The number of the node that has the scan, which is the id's beginning; null for another random one.</param>
    public static ScanKey Create(ushort? owner = null)
    {
        var id = RandomNumberGenerator.GetBytes(IdLength);
        if (owner is { } number)
        {
            BinaryPrimitives.WriteUInt16BigEndian(id, number);
        }

        return new ScanKey(ScanId.Read(id), RandomNumberGenerator.GetBytes(SecretLength));
    }
}
