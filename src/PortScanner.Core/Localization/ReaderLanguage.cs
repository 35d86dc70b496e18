namespace PortScanner.Core.Localization;

/// <summary>The language of one reader.</summary>
/// <param name="Messages">The messages in it.</param>
/// <param name="IsChosen">Whether the reader chose it on the page, so that it must be carried on: there are no cookies that could.</param>
public sealed record ReaderLanguage(Messages Messages, bool IsChosen)
{
    /// <summary>The name of the query parameter and of the form field that carry the choice.</summary>
    public const string Field = "lang";

    /// <summary>What readers have who asked for no language.</summary>
    public static ReaderLanguage Default { get; } = new(Languages.English, IsChosen: false);

    /// <summary>A link to a page of this site that keeps to the language.</summary>
    /// <param name="path">The path, without a query.</param>
    public string Link(string path) => IsChosen ? LinkTo(path, Messages.Language) : path;

    /// <summary>A link to a page of this site in a language.</summary>
    /// <param name="path">The path, without a query.</param>
    /// <param name="language">The language.</param>
    public static string LinkTo(string path, Language language) => $"{path}?{Field}={language.Code}";
}
