using System.Diagnostics.CodeAnalysis;
using System.Text;

using PortScanner.Core.Payloads;
using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Options;

/// <summary>Reads <see cref="ScanEngineOptions.PayloadFile"/>.</summary>
public static class PayloadFileReader
{
    // A file that is no payload file at all is wrong on every line.
    private const int MostErrorsShown = 10;

    /// <summary>Reads the file.</summary>
    /// <param name="options">The operator's settings.</param>
    /// <returns>The payloads; none without a file.</returns>
    /// <exception cref="EngineStartException">The file cannot be read, or something in it is wrong.</exception>
    public static UdpPayloads Read(ScanEngineOptions options)
    {
        var errors = new List<string>();
        var payloads = Read(options.PayloadFile, errors);
        return errors.Count == 0 ? payloads : throw EngineStartException.BadOption(string.Join(" ", errors));
    }

    internal static UdpPayloads Read(string? path, List<string> errors)
    {
        if (string.IsNullOrEmpty(path))
        {
            return UdpPayloads.Empty;
        }

        if (BoundedFile.ReadText(path, Encoding.Latin1, PayloadFile.MaximumLength) is not { } text)
        {
            errors.Add($"Engine:PayloadFile is \"{path}\", which cannot be read; allowed is the path of a file that this program may read.");
        }
        else if (TryRead(text, out var payloads, out var wrong))
        {
            return payloads;
        }
        else
        {
            var more = wrong.Count > MostErrorsShown ? $"\n  and {wrong.Count - MostErrorsShown} more." : "";
            errors.Add($"Engine:PayloadFile {path} has errors:{string.Concat(wrong.Take(MostErrorsShown).Select(error => $"\n  {error.Message}"))}{more}");
        }

        return UdpPayloads.Empty;
    }

    private static bool TryRead(string text, [NotNullWhen(true)] out UdpPayloads? payloads, out IReadOnlyList<PayloadFileError> errors)
    {
        var isWhole = text.Length <= PayloadFile.MaximumLength;
        return isWhole && Encoding.Latin1.GetBytes(text) is var bytes && PayloadCapture.IsOne(bytes)
            ? PayloadCapture.TryRead(bytes, out payloads, out errors)
            : PayloadFile.TryParse(text, out payloads, out errors);
    }
}
