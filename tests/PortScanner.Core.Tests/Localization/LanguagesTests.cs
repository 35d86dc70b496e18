using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Tests.Localization;

public class LanguagesTests
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("de", "de")]
    [InlineData("DE-ch", "de")]
    [InlineData("it, fr;q=0.5", "fr")]
    [InlineData("en;q=0.5, es;q=0.8", "es")]
    [InlineData("es;q=0.5, de;q=0.5", "es")] // equal weights: the order of mention
    [InlineData("de;q=0, fr;q=0.1", "fr")]
    [InlineData("de;q=0", "en")]
    [InlineData("it", "en")]
    [InlineData("*", "en")]
    [InlineData("it, *;q=0.5, de;q=0.1", "en")]
    [InlineData("de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "de")] // Chromium
    [InlineData("fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3", "fr")] // Firefox
    [InlineData("de;q=1.1, fr;q=0.2", "fr")]
    [InlineData("de;q=-1, fr;q=0.2", "fr")]
    [InlineData("de;q=NaN, fr;q=0.2", "fr")]
    [InlineData("de;level=1, fr;q=0.2", "fr")]
    [InlineData(";;;,,;q=,de;q", "en")]
    [InlineData("deutsch", "en")]
    public void Language_is_the_one_that_the_reader_likes_best(string? acceptLanguage, string code) =>
        Assert.Equal(code, Languages.Negotiate(acceptLanguage).Language.Code);

    [Theory]
    [InlineData("es", "es")]
    [InlineData("Fr", "fr")]
    [InlineData("de-CH", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Language_is_found_by_its_code_alone(string? code, string? found) => Assert.Equal(found, Languages.Find(code)?.Language.Code);

    [Theory]
    [InlineData("de", "de")]
    [InlineData("x-", "en")]
    public void Field_of_thousands_of_ranges_is_read_at_its_beginning(string first, string code)
    {
        var field = $"{first},{string.Concat(Enumerable.Repeat("x,", 8000))}fr";
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(code, Languages.Negotiate(field).Language.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
        Assert.Equal("en", Languages.Negotiate(new string('x', 9000)).Language.Code);
    }

    [Fact]
    public void Any_field_is_answered_with_a_language() => Prop.ForAll<string?>(field => Languages.Negotiate(field) is not null).QuickCheckThrowOnFailure();
}
