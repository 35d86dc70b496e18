using System.Diagnostics.CodeAnalysis;
using System.Globalization;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Plans;

/// <summary>
/// How fast a visitor wants to be asked. Firewalls that ban whoever asks for several ports in quick succession never see that at a gentle
/// pace, at which one packet leaves at a time.
/// </summary>
public sealed record ScanPace
{
    /// <summary>The name of the pace at which a scan is as fast as the tester's own limits let it be.</summary>
    public const string NormalName = "normal";

    /// <summary>The name of the pace that is gentle without a number.</summary>
    public const string GentleName = "gentle";

    /// <summary>The shortest time between two packets that can be asked for, in seconds: what bans in use count begins at two a second.</summary>
    public const int FewestSeconds = 1;

    /// <summary>The longest, in seconds: a few ports then take a quarter of an hour.</summary>
    public const int MostSeconds = 60;

    private ScanPace(TimeSpan? interval) => Interval = interval;

    /// <summary>As fast as the tester's own limits let it be.</summary>
    public static ScanPace Normal { get; } = new(interval: null);

    /// <summary>One packet a second.</summary>
    public static ScanPace Gentle { get; } = new(TimeSpan.FromSeconds(FewestSeconds));

    /// <summary>The least time between any two packets; null where only the tester's own limits bind.</summary>
    public TimeSpan? Interval { get; }

    /// <summary>Whether one packet leaves at a time.</summary>
    public bool IsGentle => Interval is not null;

    /// <summary>The name, which <see cref="TryParse"/> reads as the same pace.</summary>
    public string Name => Interval is not { } interval ? NormalName
        : this == Gentle ? GentleName
        : string.Create(CultureInfo.InvariantCulture, $"{(int)interval.TotalSeconds}s");

    /// <summary>Reads a name, or the seconds between two packets, with or without an "s".</summary>
    /// <param name="text">The text.</param>
    /// <param name="pace">The pace.</param>
    /// <param name="error">What is wrong, and what is allowed.</param>
    /// <returns>Whether there is a pace.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ScanPace? pace, [NotNullWhen(false)] out Message? error)
    {
        pace = text.Equals(NormalName, StringComparison.OrdinalIgnoreCase) ? Normal
            : text.Equals(GentleName, StringComparison.OrdinalIgnoreCase) ? Gentle
            : SecondsOf(text) is { } seconds ? new ScanPace(TimeSpan.FromSeconds(seconds))
            : null;
        error = pace is null ? new Message("form.pace", ("names", $"{NormalName}, {GentleName}"), ("fewest", FewestSeconds), ("most", MostSeconds)) : null;
        return pace is not null;
    }

    private static int? SecondsOf(string text)
    {
        var digits = text.EndsWith('s') ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= FewestSeconds and <= MostSeconds
            ? seconds
            : null;
    }
}
