namespace PortScanner.Engine.Tests.Packets;

/// <summary>Bytes in tests.</summary>
internal static class Bytes
{
    public static byte[] OfHex(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));

    /// <summary>Every prefix of <paramref name="data"/>, and <paramref name="data"/> with each of its bytes inverted and with each bit flipped.</summary>
    public static IEnumerable<byte[]> Damaged(byte[] data)
    {
        for (var length = 0; length <= data.Length; length++)
        {
            yield return data[..length];
        }

        for (var position = 0; position < data.Length; position++)
        {
            for (var mask = 1; mask < 0x100; mask = mask == 0x80 ? 0xFF : mask << 1)
            {
                var damaged = data.ToArray();
                damaged[position] ^= (byte)mask;
                yield return damaged;
                if (mask == 0xFF)
                {
                    break;
                }
            }
        }
    }

    public static byte[] Random(Random random, int maximumLength)
    {
        var data = new byte[random.Next(maximumLength + 1)];
        random.NextBytes(data);
        return data;
    }
}
