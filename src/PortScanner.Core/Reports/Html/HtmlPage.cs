using System.Text.Encodings.Web;

namespace PortScanner.Core.Reports.Html;

/// <summary>
/// The frame of every page. Pages are written as well-formed XML too, so that a test can parse them; there is no inline style and
/// no script, so that a strict content security policy holds.
/// </summary>
public static class HtmlPage
{
    /// <summary>The one style sheet.</summary>
    public const string StyleSheet = "/assets/site.css";

    /// <summary>Writes the beginning of a page, up to and with its <c>h1</c>.</summary>
    /// <param name="output">Where the page goes.</param>
    /// <param name="title">The title and the heading, as plain text.</param>
    public static void WriteHead(TextWriter output, string title) => output.Write(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{Encode(title)} - PortScanner</title>
        <link rel="stylesheet" href="{StyleSheet}"/>
        </head>
        <body>
        <header><p><a href="/">PortScanner</a></p></header>
        <main>
        <h1>{Encode(title)}</h1>

        """);

    /// <summary>Writes the end of a page.</summary>
    public static void WriteFoot(TextWriter output) => output.Write(
        """
        </main>
        <footer><p><a href="/">Test again</a> <a href="/about">About this test</a></p></footer>
        </body>
        </html>

        """);

    /// <summary><paramref name="text"/> as the content of an element or of a quoted attribute.</summary>
    public static string Encode(string text) => HtmlEncoder.Default.Encode(PlainText.Clean(text));
}
