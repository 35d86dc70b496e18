using System.Net;
using System.Security.Cryptography;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// Stands for a caller's address in the database. The key is made when the process starts and is nowhere else, since all IPv4
/// addresses can be tried against a plain hash in seconds.
/// </summary>
internal sealed class CallerHmac
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>HMAC-SHA-256 over the 16 bytes of the address, IPv4 in its IPv6-mapped form (RFC 4291 section 2.5.5.2).</summary>
    public byte[] Compute(IPAddress caller) => HMACSHA256.HashData(_key, caller.MapToIPv6().GetAddressBytes());
}
