using System.Diagnostics.CodeAnalysis;

using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Keys;

/// <summary>New files that only their owner can read. All of them are made, or none; none that is there is touched.</summary>
/// <param name="folder">Where they go.</param>
[SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The whole program runs on Linux alone.")]
internal sealed class SecretFiles(string folder)
{
    private readonly List<(string Path, string Content)> _files = [];

    /// <summary>Where they lie.</summary>
    public IReadOnlyList<string> Paths => [.. _files.Select(file => file.Path)];

    /// <summary>Adds one, of a line or more.</summary>
    public void Add(string name, string content) => _files.Add((Path.GetFullPath(Path.Combine(folder, name)), content));

    /// <summary>Makes them.</summary>
    /// <exception cref="ConfigurationException">One is there already, or cannot be written.</exception>
    public void Write()
    {
        var made = new List<string>();
        try
        {
            foreach (var (path, content) in _files)
            {
                using var file = new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
                made.Add(path);
                using var writer = new StreamWriter(file);
                writer.Write(content + "\n");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made.ForEach(File.Delete);
            throw new ConfigurationException([$"No key was made: {e.Message} A key that is there is never overwritten; others trust the one they know."]);
        }
    }
}
