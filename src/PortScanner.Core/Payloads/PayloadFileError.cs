namespace PortScanner.Core.Payloads;

/// <summary>What is wrong with a payload file.</summary>
/// <param name="Line">The wrong line, or packet of a capture, from 1; 0 if it is the file as a whole.</param>
/// <param name="Part">The wrong part, shortened, in printable ASCII; empty if something is missing.</param>
/// <param name="Message">A plain sentence that names line and part and says what is allowed.</param>
public sealed record PayloadFileError(int Line, string Part, string Message)
{
    /// <summary>What a file of text has.</summary>
    internal const string TextLine = "Line";

    /// <summary>What a capture has.</summary>
    internal const string Packet = "Packet";

    /// <summary>A packet of a capture is wrong.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="complaint">What is wrong, and what is allowed, as the rest of a sentence.</param>
    public static PayloadFileError OfPacket(int number, string complaint) => OfLine(number, complaint, Packet);

    /// <summary>The file as a whole is wrong.</summary>
    /// <param name="complaint">What is wrong, and what is allowed, as a sentence.</param>
    public static PayloadFileError OfFile(string complaint) => new(0, "", complaint);

    internal static PayloadFileError OfPart(int line, ReadOnlySpan<char> part, string complaint)
    {
        var shown = ShownText.Of(part);
        return new(line, shown, $"{TextLine} {line}: \"{shown}\" {complaint}");
    }

    internal static PayloadFileError OfLine(int line, string complaint, string unit = TextLine) => new(line, "", $"{unit} {line}: {complaint}");
}
