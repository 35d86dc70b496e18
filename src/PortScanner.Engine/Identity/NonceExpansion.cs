using System.Buffers.Binary;

namespace PortScanner.Engine.Identity;

/// <summary>
/// Stretches a nonce to any length for fields that only have to look random, such as a Diffie-Hellman value that nobody will use.
/// Not for secrets: whoever knows the nonce knows all of it.
/// </summary>
internal static class NonceExpansion
{
    /// <summary>2^64 divided by the golden ratio: steps of it visit all 64-bit numbers, evenly spread (Weyl sequence).</summary>
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Fills <paramref name="destination"/>, whose length is a multiple of eight.</summary>
    public static void Fill(ProbeNonce nonce, Span<byte> destination)
    {
        ulong counter = nonce.High;
        for (; !destination.IsEmpty; destination = destination[sizeof(ulong)..])
        {
            counter += Step;
            BinaryPrimitives.WriteUInt64BigEndian(destination, Mix(Mix(counter) ^ nonce.Low));
        }
    }

    /// <summary>An invertible mixing of all 64 bits: the finalizer of MurmurHash3.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        value = (value ^ (value >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return value ^ (value >> 33);
    }
}
