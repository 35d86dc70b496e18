using System.Net;
using System.Text;

using PortScanner.Core.Addresses;
using PortScanner.Engine.Options;

namespace PortScanner.Web.Features.Admission;

/// <summary>Reads <see cref="AdmissionOptions.OptOutFile"/>.</summary>
internal static class OptOutFile
{
    // A file that is no such list at all is wrong on every line.
    private const int MostLinesShown = 10;

    /// <summary>Reads the file.</summary>
    /// <param name="file">Where it is; null for none.</param>
    /// <param name="complaint">What is wrong, as the rest of a sentence that begins with the setting; it repeats nothing of the file.</param>
    /// <returns>The networks; null if something is wrong.</returns>
    public static IReadOnlyList<IPNetwork>? Read(string? file, out string? complaint)
    {
        complaint = null;
        if (string.IsNullOrEmpty(file))
        {
            return [];
        }

        if (BoundedFile.ReadText(file, Encoding.UTF8, NetworkList.MaximumLength) is not { } text)
        {
            complaint = "cannot be read; allowed is the path of a file that this program may read.";
            return null;
        }

        if (text.Length > NetworkList.MaximumLength)
        {
            complaint = $"is longer than {NetworkList.MaximumLength} characters.";
            return null;
        }

        var networks = NetworkList.Parse(text, out var wrongLines);
        if (wrongLines.Count > 0)
        {
            var more = wrongLines.Count > MostLinesShown ? $" and {wrongLines.Count - MostLinesShown} more" : "";
            complaint = $"is wrong in line {string.Join(", ", wrongLines.Take(MostLinesShown))}{more}; "
                + "allowed is a network a line, such as 192.0.2.0/24 or 2001:db8::/32, and comments from #.";
            return null;
        }

        return networks;
    }

    /// <summary>What changes when the file does; null if there is none.</summary>
    public static (DateTime Written, long Length)? StampOf(string? file) =>
        !string.IsNullOrEmpty(file) && new FileInfo(file) is { Exists: true } info ? (info.LastWriteTimeUtc, info.Length) : null;
}
