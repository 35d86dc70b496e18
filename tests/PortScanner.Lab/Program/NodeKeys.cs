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
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What others know of it.</summary>
    public string Public { get; }
}
