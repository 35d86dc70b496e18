using System.Globalization;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>What curl got.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The header lines as they came.</param>
/// <param name="Body">The body.</param>
public sealed record HttpAnswer(int Status, string Headers, string Body)
{
    /// <summary>Reads what curl left that was told to dump the headers to standard error.</summary>
    public static HttpAnswer Of(CommandResult curl)
    {
        // A line like "HTTP/1.1 200 OK".
        var words = curl.Errors.Split(' ', 3);
        return words.Length >= 2 && int.TryParse(words[1].Trim(), CultureInfo.InvariantCulture, out var status)
            ? new HttpAnswer(status, curl.Errors, curl.Output)
            : throw new InvalidOperationException($"{curl.Line} got no answer.\n{curl.Errors}");
    }

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) =>
        Headers.Split('\n')
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
