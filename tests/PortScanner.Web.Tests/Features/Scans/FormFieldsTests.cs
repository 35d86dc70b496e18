using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

using PortScanner.Core.Localization;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Features.Scans;

public sealed class FormFieldsTests
{
    private static readonly Message First = new("form.consent");
    private static readonly Message Second = new("form.given-twice");

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData(" yes ", true)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    public void Yes_and_no_are_read_and_a_blank_is_neither(string text, bool? value)
    {
        var fields = Fields(text);
        Assert.Equal(value, fields.YesNo("field"));
        Assert.False(fields.HasErrors);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("YES")]
    [InlineData("on")]
    public void Other_words_for_yes_are_refused(string text)
    {
        var fields = Fields(text);
        Assert.Null(fields.YesNo("field"));
        Assert.Equal([$"\"{text}\" is not known; allowed is yes or no."], fields.Errors["field"].Select(error => error.ToString()));
    }

    [Fact]
    public void Long_text_is_shortened_where_it_is_quoted()
    {
        var fields = Fields(new string('a', 1000));
        fields.YesNo("field");
        Assert.True(fields.Errors["field"].Single().ToString().Length < 100);
    }

    [Fact]
    public void Missing_fields_are_not_wrong()
    {
        var fields = new FormFields(FormCollection.Empty);
        fields.RequireKnown(["field"]);
        fields.RequireNoFiles();
        Assert.Null(fields.Text("field"));
        Assert.False(fields.HasErrors);
    }

    [Fact]
    public void Errors_of_a_field_are_gathered_in_their_order()
    {
        var fields = Fields("x");
        fields.Error("b", First);
        fields.Error("a", new Message("form.file"));
        fields.Error("b", Second);
        Assert.Equal(["a", "b"], fields.Errors.Keys);
        Assert.Equal([First, Second], fields.Errors["b"]);
    }

    private static FormFields Fields(string text) =>
        new(new FormCollection(new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase) { ["field"] = text }));
}
