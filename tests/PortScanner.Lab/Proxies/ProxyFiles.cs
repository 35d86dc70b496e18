using PortScanner.Lab.Documentation;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Proxies;

/// <summary>A folder for a proxy: its certificate, its logs, and the configuration files that are shipped, with names and paths replaced.</summary>
public sealed class ProxyFiles : IDisposable
{
    /// <summary>The site's name.</summary>
    public const string Name = "scan.example.org";

    /// <summary>What the proxy and the program know.</summary>
    public const string Secret = "lab-secret-0123456789abcdef0123456789abcdef";

    /// <summary>Makes the folder and the certificate.</summary>
    public ProxyFiles()
    {
        Folder = Directory.CreateTempSubdirectory("portscanner-lab-").FullName;

        // A proxy's workers are another user, and must reach a socket in here.
        Command.Run("chmod", ["755", Folder]).Succeeded();
        Command.Run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", $"/CN={Name}",
                "-keyout", Path("key.pem"), "-out", Path("certificate.pem"),
            ]).Succeeded();
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>A file of the folder.</summary>
    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>Copies a shipped file, replacing what an operator replaces.</summary>
    /// <param name="shipped">The file, below the repository's folder.</param>
    /// <param name="replacements">What stands there, and what shall; each must stand there.</param>
    /// <returns>The copy's path.</returns>
    public string Copy(string shipped, params IEnumerable<(string From, string To)> replacements)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(BuiltProgram.Repository, shipped));
        foreach (var (from, to) in replacements)
        {
            text = ProxyGuide.Replaced(text, from, to);
        }

        return Write(System.IO.Path.GetFileName(shipped), text);
    }

    /// <summary>All that was logged, by whoever writes below the folder, in files whose names end in .log.</summary>
    public string Logged() => string.Concat(Directory.EnumerateFiles(Folder, "*.log").Select(File.ReadAllText));

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
