using System.Globalization;

namespace PortScanner.Core.Localization;

/// <summary>The languages, English first. A further one is a row here and a folder of messages: <c>docs/translating.md</c>.</summary>
public static class Languages
{
    // What separates thousands must not be broken at the end of a line, hence the no-break space.
    private const string NoBreakSpace = "\u00A0";

    /// <summary>What a reader is spoken to who asks for nothing, and what data formats and logs are written in.</summary>
    public static Messages English { get; } = MessageFiles.Load(new Language("en", "English", NumberFormatInfo.InvariantInfo));

    /// <summary>All of them, in the order of the switch.</summary>
    public static IReadOnlyList<Messages> All { get; } =
    [
        English,
        MessageFiles.Load(new Language("de", "Deutsch", Numbers(".", ","))),
        MessageFiles.Load(new Language("fr", "Français", Numbers(NoBreakSpace, ","), ZeroIsSingular: true)),
        MessageFiles.Load(new Language("es", "Español", Numbers(".", ","))),
    ];

    /// <summary>The language of that code, in any case of letters; null if there is none.</summary>
    public static Messages? Find(string? code) =>
        All.FirstOrDefault(messages => messages.Language.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The language that a reader likes best among <see cref="All"/>; English if that is none.</summary>
    /// <param name="acceptLanguage">The field Accept-Language (RFC 9110 section 12.5.4), as it came; null if it is missing.</param>
    public static Messages Negotiate(string? acceptLanguage) => AcceptLanguage.Preferred(acceptLanguage)
        .Select(range => range == AcceptLanguage.Any ? English : Find(AcceptLanguage.PrimarySubtag(range)))
        .FirstOrDefault(messages => messages is not null) ?? English;

    private static NumberFormatInfo Numbers(string group, string point) => NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NumberGroupSeparator = group,
        NumberDecimalSeparator = point,
    });
}
