using System.Globalization;

namespace PortScanner.Web.Hosting.Configuration;

/// <summary>
/// Reads the text of one setting. The framework's converters are made to please: there 5 is a time of five days, &amp;h10 the number 16, and 7 an
/// enum's member that does not exist. Here whatever has a second meaning is refused.
/// </summary>
internal static class SettingText
{
    private static readonly string[] TimeFormats = [@"hh\:mm\:ss", @"d\.hh\:mm\:ss"];

    /// <summary>Reads a text.</summary>
    /// <param name="type">The setting's type.</param>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    /// <param name="allowed">What is allowed, as the end of a sentence, if it is none.</param>
    /// <returns>Whether it is one.</returns>
    /// <exception cref="NotSupportedException">No setting is of such a type.</exception>
    public static bool TryRead(Type type, string text, out object? value, out string allowed)
    {
        (value, allowed) = (null, "");
        switch (Nullable.GetUnderlyingType(type) ?? type)
        {
            case var t when t == typeof(string):
                value = text;
                return true;
            case var t when t == typeof(bool):
                allowed = "true or false";
                return bool.TryParse(text, out var flag) && Is(flag, out value);
            case var t when t == typeof(int):
                allowed = "a whole number";
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Is(number, out value);
            case var t when t == typeof(long):
                allowed = "a whole number";
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) && Is(large, out value);
            case var t when t == typeof(TimeSpan):
                allowed = "a time as hours:minutes:seconds, such as 00:00:05";
                return TimeSpan.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, out var time) && Is(time, out value);
            case { IsEnum: true } t:
                allowed = string.Join(", ", Enum.GetNames(t));
                return Array.Find(Enum.GetNames(t), name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } member && Is(Enum.Parse(t, member), out value);
            default:
                throw new NotSupportedException($"A setting cannot be of the type {type}.");
        }
    }

    private static bool Is(object read, out object? value)
    {
        value = read;
        return true;
    }
}
