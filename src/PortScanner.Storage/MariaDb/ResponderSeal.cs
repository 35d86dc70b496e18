using System.Net;
using System.Security.Cryptography;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// Seals responders' addresses so that the database alone cannot read them: AES-256-GCM under a key that HKDF-SHA-256 (RFC 5869)
/// derives from the scan's secret. A sealed address is <c>nonce (12) | address (16) | tag (16)</c>, the address in its IPv6 or
/// IPv4-mapped form, so that its length does not tell the family.
/// </summary>
internal sealed class ResponderSeal : IDisposable
{
    private const int Length = 44;
    private const int AddressLength = 16;
    private const int TagLength = 16;

    private static readonly Range Nonce = ..12;
    private static readonly Range Address = 12..28;
    private static readonly Range Tag = 28..;

    private readonly AesGcm _cipher;

    public ResponderSeal(ScanKey scan)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, scan.Secret, key, salt: [], info: "portscanner responder address"u8);
        _cipher = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Seals an address; an IPv6 scope is not kept, it means something on one machine only.</summary>
    public byte[] Seal(IPAddress responder)
    {
        var box = new byte[Length];
        RandomNumberGenerator.Fill(box.AsSpan(Nonce));
        _cipher.Encrypt(box.AsSpan(Nonce), responder.MapToIPv6().GetAddressBytes(), box.AsSpan(Address), box.AsSpan(Tag));
        return box;
    }

    /// <summary>Opens a sealed address.</summary>
    /// <exception cref="ScanStoreException"><see cref="ScanStoreError.WrongKey"/>: it was sealed under another secret, or altered.</exception>
    public IPAddress Open(byte[] box)
    {
        Span<byte> plain = stackalloc byte[AddressLength];
        try
        {
            _cipher.Decrypt(box.AsSpan(Nonce), box.AsSpan(Address), box.AsSpan(Tag), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw ScanStoreException.WrongKey();
        }

        var responder = new IPAddress(plain);
        return responder.IsIPv4MappedToIPv6 ? responder.MapToIPv4() : responder;
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();
}
