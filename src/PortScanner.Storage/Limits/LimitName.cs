using System.Globalization;
using System.Net;
using System.Security.Cryptography;

using PortScanner.Core.Addresses;

namespace PortScanner.Storage.Limits;

/// <summary>What a name is of; names of two kinds have nothing in common. The numbers are part of the names.</summary>
internal enum LimitNameKind : byte
{
    /// <summary>The scans of a network that began within the window.</summary>
    Count = 0,

    /// <summary>That an address has a scan.</summary>
    Claim = 1,

    /// <summary>A scan that runs in a network.</summary>
    Running = 2,

    /// <summary>That an address was scanned a moment ago.</summary>
    Rest = 3,
}

/// <summary>
/// Names networks alike on all nodes that have the same secret, as long as the database has the random bytes that belong to it. All IPv4 addresses
/// can be tried against a plain hash in seconds; without either half there is nothing to try against.
/// </summary>
internal static class LimitName
{
    /// <summary>How many random bytes the database adds.</summary>
    public const int HalfLength = 32;

    private const int Length = 16;
    private const int LongestAddress = 16;

    /// <summary>A name as SQL writes it.</summary>
    /// <param name="secret">The nodes' secret.</param>
    /// <param name="half">The database's random bytes.</param>
    /// <param name="kind">What it is of.</param>
    /// <param name="address">An address of the network.</param>
    /// <param name="prefixLength">How many of its bits count; 0 is everyone, of both families.</param>
    public static string Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> half, LimitNameKind kind, IPAddress address, int prefixLength)
    {
        Span<byte> key = stackalloc byte[32];
        Span<byte> both = stackalloc byte[secret.Length + half.Length];
        secret.CopyTo(both);
        half.CopyTo(both[secret.Length..]);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, both, key, salt: [], info: "portscanner limit names v1"u8);
        Span<byte> named = stackalloc byte[LongestAddress + 3];
        named[LongestAddress] = (byte)kind;
        named[LongestAddress + 1] = (byte)prefixLength;
        if (prefixLength > 0)
        {
            // So that neither a family nor a length passes for another.
            address.TryWriteBytes(named, out var length);
            named[LongestAddress + 2] = (byte)length;
            CidrNetworks.ClearHostBits(named[..length], prefixLength);
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, named, hash);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(both);
        return string.Create(CultureInfo.InvariantCulture, $"0x{Convert.ToHexString(hash[..Length])}");
    }
}
