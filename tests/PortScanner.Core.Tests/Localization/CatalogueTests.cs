using System.Text.RegularExpressions;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Localization;

/// <summary>The messages against each other, and against the sources that use them.</summary>
public partial class CatalogueTests
{
    // In milliseconds; a pattern that ran away would fail the test instead of holding it up.
    private const int Timeout = 1000;

    // An apostrophe of typewriters.
    private static readonly Regex WrongInFrench = new("[a-zà-ÿ]'[a-zà-ÿ]", RegexOptions.IgnoreCase, TimeSpan.FromMilliseconds(Timeout));

    private static readonly Messages English = Languages.English;

    public static TheoryData<string> Codes => [.. Languages.All.Select(messages => messages.Language.Code)];

    [Fact]
    public void Each_folder_of_messages_is_a_language_of_the_program() => Assert.Equal(
        Directory.GetDirectories(SourceFiles.Messages).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Languages.All.Select(messages => messages.Language.Code).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Language_has_the_keys_of_English_in_the_same_files_and_the_same_order(string code)
    {
        foreach (var english in SourceFiles.MessagesOf("en"))
        {
            Assert.Equal(SourceFiles.KeysOf(english), SourceFiles.KeysOf(Path.Combine(SourceFiles.Messages, code, Path.GetFileName(english))));
        }

        Assert.Equal(SourceFiles.MessagesOf("en").Count(), SourceFiles.MessagesOf(code).Count());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Language_has_the_placeholders_of_English(string code)
    {
        var messages = Languages.Find(code)!;
        var different = English.Keys.Where(key => !Names(English, key).SetEquals(Names(messages, key)));
        Assert.Empty(different);

        // A singular may say "the one port" instead of a number.
        static HashSet<string> Names(Messages messages, string key) =>
            [.. messages.Placeholders(key).Where(name => name != "count" || !key.EndsWith(".one", StringComparison.Ordinal))];
    }

    [Fact]
    public void Singular_and_plural_come_together() => Assert.Equal(
        English.Keys.Where(key => key.EndsWith(".one", StringComparison.Ordinal)).Select(key => key[..^".one".Length]).Order(StringComparer.Ordinal),
        English.Keys.Where(key => key.EndsWith(".other", StringComparison.Ordinal)).Select(key => key[..^".other".Length]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Text_is_there_and_has_no_white_space_around_it_or_twice_within(string code)
    {
        var messages = Languages.Find(code)!;
        var wrong = English.Keys.Where(key => TextOf(messages, key) is var text && (text.Length == 0 || text != text.Trim() || text.Contains("  ", StringComparison.Ordinal)));
        Assert.Empty(wrong);
    }

    [Fact]
    public void French_has_an_apostrophe_of_its_own()
    {
        var french = Languages.Find("fr")!;
        Assert.DoesNotContain(English.Keys, key => WrongInFrench.IsMatch(TextOf(french, key)));
    }

    [Fact]
    public void Tables_have_a_message_for_each_row_and_no_other()
    {
        Assert.Equal(Reasons.All.Select(reason => reason.Name).Order(StringComparer.Ordinal), NamesOf("reason."));
        Assert.Equal(RemarkTable.All.SelectMany(remark => new[] { remark.Name, $"{remark.Name}.note" }).Order(StringComparer.Ordinal), NamesOf("remark."));
        Assert.Equal(Enum.GetValues<PortState>().Select(ReportNames.Slug).SelectMany(name => new[] { name, $"{name}.advice", $"{name}.meaning" }).Order(StringComparer.Ordinal), NamesOf("state."));
        Assert.Equal(ProbeKinds.All.Where(kind => kind.TestsFirewall).Select(kind => kind.Name).Order(StringComparer.Ordinal), NamesOf("firewall.asked."));
        Assert.Equal(ScanProfiles.Names.Order(StringComparer.Ordinal), NamesOf("profile."));

        static IEnumerable<string> NamesOf(string family) =>
            English.Keys.Where(key => key.StartsWith(family, StringComparison.Ordinal)).Select(key => key[family.Length..]).Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Labels_fit_the_columns_of_a_text_report(string code)
    {
        var messages = Languages.Find(code)!;
        Assert.DoesNotContain(messages.Keys, key => Column().Match(key) is { Success: true } match && TextOf(messages, key).Length > WidthOf(match.Groups["column"].Value));

        // As TextReportWriter and TextRows lay them out; each state that is tested with a firewall needs two more.
        static int WidthOf(string column) => column switch
        {
            "port" or "protocol" => 5,
            "state" => 8,
            "service" => 14,
            "reason" => 19,
            "time" => 6,
            _ => 15,
        };
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Labels_of_the_header_fit_their_column(string code)
    {
        string[] labels = ["from", "profile", "pace", "expected", "started", "takes", "kept"];
        Assert.All(labels, label => Assert.InRange(Languages.Find(code)![$"report.header.{label}"].Length, 1, HeaderMessages.LabelWidth));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public void Text_of_several_words_is_translated(string code)
    {
        var messages = Languages.Find(code)!;
        var same = English.Keys.Where(key => TextOf(English, key) is var text && text.Count(char.IsWhiteSpace) > 2 && text == TextOf(messages, key));
        Assert.Empty(same);
    }

    [Fact]
    public void French_sets_its_signs_off_by_no_break_spaces()
    {
        var french = Languages.Find("fr")!;
        Assert.DoesNotContain(french.Keys, key => WrongFrenchSpace().IsMatch(TextOf(french, key)));
    }

    [Fact]
    public void Each_message_is_used_by_the_program()
    {
        var (writtenOut, putTogether) = SourceFiles.KeysInUse();
        Assert.DoesNotContain(English.Keys, key => !IsUsed(PluralEnd().Replace(key, "")));

        bool IsUsed(string key) => writtenOut.Contains(key) || putTogether.Any(use => use.IsMatch(key));
    }

    [Fact]
    public void Each_key_that_the_program_writes_out_has_a_message()
    {
        var keys = English.Keys.Select(key => PluralEnd().Replace(key, "")).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(SourceFiles.KeysWrittenOut(), key => !keys.Contains(key));
    }

    private static string TextOf(Messages messages, string key) => messages.Format(new Message(key, [.. messages.Placeholders(key).Select(name => (name, (object)"x"))]));

    [GeneratedRegex(@" [:;?!»]|« ", RegexOptions.None, Timeout)]
    private static partial Regex WrongFrenchSpace();

    [GeneratedRegex(@"^report\.row\.text\.(?<column>port|protocol|state|service|reason|time|from)$|^report\.row\.(?<column>you)$", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Column();

    [GeneratedRegex(@"\.(one|other)$", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex PluralEnd();
}
