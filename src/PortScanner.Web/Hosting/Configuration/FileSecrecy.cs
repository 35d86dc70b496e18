using System.Diagnostics.CodeAnalysis;

namespace PortScanner.Web.Hosting.Configuration;

/// <summary>Who besides its owner can read a file, by its mode.</summary>
[SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The whole program runs on Linux alone.")]
internal static class FileSecrecy
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode GroupAndOthers = Others | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Why a file keeps no secret: more than its owner can read or write it.</summary>
    /// <remarks>
    /// A group counts as others, the service's own too: the program cannot know who is, or will be, a member, and the tester is of the web
    /// face's group.
    /// </remarks>
    /// <returns>The end of a sentence; null if only the owner can, or there is no file.</returns>
    public static string? Exposure(string path) => Exposure(path, GroupAndOthers);

    /// <summary>The same of a file that a setting names.</summary>
    /// <remarks>It may be a credential: systemd lets the service's user in by an access list, and that shows as a right of the group.</remarks>
    /// <returns>The end of a sentence; null if only those can who should, or there is no file.</returns>
    public static string? ExposureOfNamed(string path) =>
        Exposure(path, path.StartsWith(Credentials.SystemFolder, StringComparison.Ordinal) ? Others : GroupAndOthers);

    /// <summary>Why a file keeps no secret: everybody can read or write it.</summary>
    /// <returns>The end of a sentence; null if not everybody can, or there is no file.</returns>
    public static string? ExposureToAll(string path) => Exposure(path, Others);

    private static string? Exposure(string path, UnixFileMode tooMuch)
    {
        try
        {
            var mode = File.GetUnixFileMode(path);
            return (mode & tooMuch) == UnixFileMode.None ? null : $"the file's mode is {Convert.ToString((int)mode, 8).PadLeft(4, '0')}, so that others than its owner can read or write it";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
