using System.Text;

namespace PortScanner.Engine.Options;

/// <summary>Reads the files that operators write, of whatever is there no more than such a file may hold.</summary>
public static class BoundedFile
{
    private const int BlockLength = 4096;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="encoding">How it is written.</param>
    /// <param name="longest">How many characters it may have; one more is read if there are more, which shows that it is too long.</param>
    /// <returns>Its text; null if it cannot be read.</returns>
    public static string? ReadText(string path, Encoding encoding, int longest)
    {
        try
        {
            // Where each byte is a character, a byte order mark is three of them.
            using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: encoding is UTF8Encoding);

            // Not asked for its length, which neither a pipe nor a device knows.
            var text = new StringBuilder();
            var block = new char[BlockLength];
            while (reader.ReadBlock(block, 0, Math.Min(BlockLength, longest + 1 - text.Length)) is > 0 and var length)
            {
                text.Append(block, 0, length);
            }

            return text.ToString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
