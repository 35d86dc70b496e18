namespace PortScanner.Core.Payloads;

/// <summary>What is wrong with a payload file.</summary>
/// <param name="Line">The wrong line, from 1; 0 if it is the file as a whole.</param>
/// <param name="Part">The wrong part, shortened, in printable ASCII; empty if something is missing.</param>
/// <param name="Message">A plain sentence that names line and part and says what is allowed.</param>
public sealed record PayloadFileError(int Line, string Part, string Message)
{
    internal static PayloadFileError OfPart(int line, ReadOnlySpan<char> part, string complaint)
    {
        var shown = ShownText.Of(part);
        return new(line, shown, $"Line {line}: \"{shown}\" {complaint}");
    }

    internal static PayloadFileError OfLine(int line, string complaint) => new(line, "", $"Line {line}: {complaint}");

    internal static PayloadFileError OfFile(string complaint) => new(0, "", complaint);
}
