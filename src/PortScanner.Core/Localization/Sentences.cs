namespace PortScanner.Core.Localization;

/// <summary>What every language does alike with words.</summary>
public static class Sentences
{
    /// <summary>The text with a capital letter at its beginning.</summary>
    public static string Capitalised(this string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
