using System.Diagnostics.CodeAnalysis;
using System.Globalization;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Plans;

/// <summary>How long a visitor waits for the manner of a "no", as the field <c>wait</c> says it: whole seconds.</summary>
/// <param name="Time">That.</param>
public sealed record ScanWait(TimeSpan Time)
{
    /// <summary>The longest that may be asked for: what a scan of all ports has.</summary>
    public const int MostSeconds = 480;

    /// <summary>Reads what a form says.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="wait">What it means.</param>
    /// <param name="error">Why it means nothing.</param>
    /// <returns>Whether it means something.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ScanWait? wait, [NotNullWhen(false)] out Message? error)
    {
        var isRead = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MostSeconds;
        wait = isRead ? new ScanWait(TimeSpan.FromSeconds(seconds)) : null;
        error = isRead ? null : new Message("form.wait", ("most", MostSeconds.ToString(CultureInfo.InvariantCulture)));
        return isRead;
    }
}
