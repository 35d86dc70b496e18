using PortScanner.Lab.Program;

namespace PortScanner.Lab.Crowds;

/// <summary>What a <see cref="CrowdVisitor"/> got.</summary>
/// <param name="Seconds">From its first packet to the answer's end.</param>
/// <param name="Text">The answer, with its headers.</param>
public sealed record CrowdAnswer(double Seconds, string Text)
{
    /// <summary>The report in the answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is something else.</exception>
    public ScanReport Report()
    {
        var end = Text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var status = Text.Split(' ', 3).ElementAtOrDefault(1);
        return end >= 0 && int.TryParse(status, out var code)
            ? ScanReport.Parse(new HttpAnswer(code, Text[..end], Text[(end + 4)..]))
            : throw new InvalidOperationException($"No answer:\n{Text}");
    }
}
