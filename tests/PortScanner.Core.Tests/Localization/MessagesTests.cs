using System.Text;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Tests.Localization;

public class MessagesTests
{
    private static readonly Messages German = Speaking("de", """
        {
          "plain": "Schlicht.",
          "named": "{who} hat {number} Ports.",
          "outer": "Also: {inner}",
          "ports.one": "{count} Port{where}",
          "ports.other": "{count} Ports{where}",
          "list.and": "{first} und {last}",
          "list.or": "{first} oder {last}"
        }
        """);

    [Fact]
    public void Message_has_its_placeholders_filled_with_text_numbers_and_phrases()
    {
        Assert.Equal("Schlicht.", German["plain"]);
        Assert.Equal("Er hat 65.536 Ports.", German.Format("named", ("who", "Er"), ("number", 65536)));
        Assert.Equal("Also: Schlicht.", German.Format("outer", ("inner", new Message("plain"))));
    }

    [Theory]
    [InlineData("de", 0, "0 Ports")]
    [InlineData("de", 1, "1 Port")]
    [InlineData("de", 1056, "1.056 Ports")]
    [InlineData("fr", 0, "0 Port")]
    [InlineData("fr", 1, "1 Port")]
    [InlineData("fr", 1056, "1\u00A0056 Ports")]
    [InlineData("en", 0, "0 Ports")]
    [InlineData("en", 1056, "1,056 Ports")]
    public void Count_chooses_the_plural_of_the_language_and_writes_the_number_as_it_does(string code, int count, string text) =>
        Assert.Equal(text, Speaking(code, """{ "ports.one": "{count} Port", "ports.other": "{count} Ports" }""").Count("ports", count));

    [Fact]
    public void Counted_message_has_further_placeholders() =>
        Assert.Equal("2 Ports hier", German.Count("ports", 2, ("where", " hier")));

    [Fact]
    public void Decimals_are_written_as_the_language_does()
    {
        Assert.Equal("1.234,5", German.Number(1234.5, 1));
        Assert.Equal("1,234.5", Languages.English.Number(1234.5, 1));
    }

    [Fact]
    public void List_is_joined_by_commas_and_a_word()
    {
        Assert.Equal("", German.And([]));
        Assert.Equal("a", German.And(["a"]));
        Assert.Equal("a und b", German.And(["a", "b"]));
        Assert.Equal("a, b oder c", German.Or(["a", "b", "c"]));
    }

    [Fact]
    public void What_the_program_forgot_is_a_fault()
    {
        Assert.Throws<ArgumentException>(() => German["none"]);
        Assert.Throws<ArgumentException>(() => German["ports"]);
        Assert.Throws<ArgumentException>(() => German["named"]);
        Assert.Throws<ArgumentException>(() => German.Format("named", ("who", "Er"), ("number", 1.5)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{ "a": 1 }""")]
    [InlineData("""{ "a": "x", "a": "y" }""")]
    [InlineData("""{ "a": "{" }""")]
    public void Wrong_file_is_refused_by_name(string json)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Speaking("de", json));
        Assert.StartsWith("test.json", wrong.Message, StringComparison.Ordinal);
    }

    private static Messages Speaking(string code, string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return new Messages(Languages.Find(code)!.Language, MessageFiles.Read(file, "test.json"));
    }
}
