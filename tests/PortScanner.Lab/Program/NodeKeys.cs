using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PortScanner.Lab.Program;

/// <summary>The key of a node, in a file that only its owner may read, and its public part.</summary>
public sealed class NodeKeys
{
    /// <summary>Makes one.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="folder">Where the file is to be.</param>
    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The lab is of Linux alone.")]
    public NodeKeys(string name, string folder)
    {
        Name = name;
        File = Path.Combine(folder, $"{name}.pem");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Public = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        System.IO.File.WriteAllText(File, key.ExportPkcs8PrivateKeyPem());
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead);
        LoginFile = Path.Combine(folder, $"{name}.nk");
        System.IO.File.WriteAllText(LoginFile, NewSeed());
        System.IO.File.SetUnixFileMode(LoginFile, UnixFileMode.UserRead);
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The file with the seed of its login.</summary>
    public string LoginFile { get; }

    /// <summary>What others know of it.</summary>
    public string Public { get; }

    // As the broker's own tools write the seed of a user: two bytes that say so, the seed, and a checksum (CRC-16/XMODEM), in Base32.
    private static string NewSeed()
    {
        byte[] bytes = [(18 << 3) | (20 >> 2), (20 << 6) & 0xFF, .. RandomNumberGenerator.GetBytes(32)];
        var crc = 0;
        foreach (var one in bytes)
        {
            crc ^= one << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xFFFF;
            }
        }

        return Base32([.. bytes, (byte)crc, (byte)(crc >> 8)]);
    }

    private static string Base32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(one => Convert.ToString(one, 2).PadLeft(8, '0')));
        return string.Concat(bits.Chunk(5).Select(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five).PadRight(5, '0'), 2)]));
    }
}
