using System.Text.Json;
using System.Xml.Linq;

namespace PortScanner.Web.Tests.Program;

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">The status.</param>
/// <param name="MediaType">The content type without parameters; null without a body.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">All headers, also those of the content; several values are joined by commas.</param>
internal sealed record Answer(int Status, string? MediaType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    private const int Columns = 80;

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The body as a page, which must be well formed.</summary>
    public XDocument Page => XDocument.Parse(Body);

    /// <summary>The lines of the body.</summary>
    public IReadOnlyList<string> Lines => Body.TrimEnd('\n').Split('\n');

    /// <summary>Reads an answer.</summary>
    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            body,
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The value of a header; null if there is none.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Asserts that the text is fit for a terminal: no wider than 80 columns, and no control characters.</summary>
    public void AssertFitsTerminal()
    {
        Assert.Equal("text/plain", MediaType);
        Assert.All(Lines, line => Assert.True(line.Length <= Columns, line));
        Assert.DoesNotContain(Body, character => char.IsControl(character) && character != '\n');
    }
}
