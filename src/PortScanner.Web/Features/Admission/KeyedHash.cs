using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

using PortScanner.Core.Addresses;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// Names addresses and networks by numbers that mean nothing to whoever does not have the key, which is drawn at random and leaves this object
/// with it. Two of 64 bits being alike by chance is no concern among some thousand.
/// </summary>
internal sealed class KeyedHash
{
    private const int LongestAddress = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The number of an address's network.</summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many of its bits count.</param>
    public ulong Of(IPAddress address, int prefixLength)
    {
        Span<byte> named = stackalloc byte[LongestAddress + 2];
        address.TryWriteBytes(named, out var length);
        CidrNetworks.ClearHostBits(named[..length], prefixLength);

        // So that neither a family nor a length passes for another.
        named[LongestAddress] = (byte)length;
        named[LongestAddress + 1] = (byte)prefixLength;
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, named, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
