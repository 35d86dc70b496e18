using System.Globalization;

namespace PortScanner.Core.Localization;

/// <summary>A language that the program speaks: what it needs to know of it beside its messages.</summary>
/// <param name="Code">The tag of ISO 639-1, as in <c>lang=</c> and in HTML.</param>
/// <param name="Name">Its name in the language itself, for those who can read no other.</param>
/// <param name="Numbers">How numbers are written. They stand here because the program runs without the system's culture data.</param>
/// <param name="ZeroIsSingular">Whether nought takes the singular, as in French (Unicode CLDR, plural rules).</param>
public sealed record Language(string Code, string Name, NumberFormatInfo Numbers, bool ZeroIsSingular = false)
{
    /// <summary>The end of the key that is said of <paramref name="count"/> things.</summary>
    public string PluralForm(long count) => count == 1 || (count == 0 && ZeroIsSingular) ? "one" : "other";
}
