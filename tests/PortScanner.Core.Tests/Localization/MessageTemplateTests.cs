using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Tests.Localization;

public class MessageTemplateTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Nothing to fill.")]
    public void Text_without_placeholders_stays_as_it_is(string text) => Assert.Equal(text, MessageTemplate.Parse(text).Fill(_ => "x"));

    [Fact]
    public void Placeholders_are_filled_where_they_stand()
    {
        var template = MessageTemplate.Parse("{a}, {b} and {a}");
        Assert.Equal(["a", "b", "a"], template.Placeholders);
        Assert.Equal("<a>, <b> and <a>", template.Fill(name => $"<{name}>"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData("}a{")]
    [InlineData("{{a}}")]
    [InlineData("{a}{")]
    [InlineData("{a b}")]
    [InlineData("{0}")]
    public void Broken_braces_are_refused(string text) => Assert.Throws<FormatException>(() => MessageTemplate.Parse(text));

    [Fact]
    public void Any_text_is_a_template_or_refused() => Prop.ForAll<string?>(text =>
    {
        try
        {
            return MessageTemplate.Parse(text ?? "").Fill(name => $"{{{name}}}") == (text ?? "");
        }
        catch (FormatException)
        {
            return text!.AsSpan().IndexOfAny('{', '}') >= 0;
        }
    }).QuickCheckThrowOnFailure();
}
