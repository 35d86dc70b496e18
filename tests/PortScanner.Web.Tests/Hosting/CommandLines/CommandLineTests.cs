using System.Text.RegularExpressions;

using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Settings;
using PortScanner.Web.Tests.Program;
using PortScanner.Web.Tests.Settings;

namespace PortScanner.Web.Tests.Hosting.CommandLines;

/// <summary>Verbs, switches, and what they print.</summary>
public sealed partial class CommandLineTests
{
    [Fact]
    public void Verb_settings_and_fields_may_stand_in_any_order()
    {
        var line = Parse("--urls", "http://127.0.0.1:8080", "dry-run", "--Admission:AllowLoopback=true", "ports=22", "--Urls=x", "family=ipv6");
        Assert.Empty(line.Errors);
        Assert.Equal(Verb.DryRun, line.Verb);
        Assert.Equal(["ports=22", "family=ipv6"], line.Fields);
        Assert.Equal(["urls=http://127.0.0.1:8080", "Admission:AllowLoopback=true", "Urls=x"], line.Settings.Select(setting => $"{setting.Key}={setting.Value}"));
        Assert.Equal("https://scan.example.org", Parse("doctor", "--site", "https://scan.example.org").ValueOf(Switch.Site));
        var keys = Parse("keys", "--limit-secret", "new", "w1", "--folder=/tmp/x", "--Role=web");
        Assert.Empty(keys.Errors);
        Assert.Equal(["new", "w1"], keys.Fields);
        Assert.True(keys.Has(Switch.LimitSecret));
        Assert.Equal("/tmp/x", keys.ValueOf(Switch.Folder));
        Assert.Equal(Verb.DryRun, Parse("--dry-run", "ports=22").Verb);
    }

    [Theory]
    [InlineData("doctor", "dry-run")]
    [InlineData("dry-run", "dry-run")]
    [InlineData("doctor", "ports=22")]
    [InlineData("--Admission:AllowLoopback", "--Role=web")]
    [InlineData("--Role", "doctor")]
    [InlineData("--limit-secret")]
    [InlineData("--folder=/tmp")]
    [InlineData("doctor", "--folder=/tmp")]
    [InlineData("keys", "--site=https://scan.example.org")]
    public void What_cannot_go_together_is_refused(params string[] words) => Assert.NotEmpty(Parse(words).Errors);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("doctor", "--help")]
    [InlineData("--nonsense", "--help")]
    public void Help_is_told_whatever_stands_beside_it(params string[] words) => Assert.Equal(Usage.Help, Usage.Answer(Parse(words)));

    [Fact]
    [Trait("Needs", "the program")]
    public void Program_tells_its_version_and_how_it_is_called_and_exits()
    {
        Assert.Matches(@"^portscanner \d+\.\d+\.\d+[-.\w]*( \([0-9a-f]{40}\))?\n$", Printed("--version"));
        Assert.Equal(Usage.Help + "\n", Printed("--help"));
        Assert.All(Usage.Help.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Manual_page_says_what_help_says()
    {
        var page = Plain(Repository.Read("deploy/debian/portscanner.8"));
        foreach (var verb in Verb.Named)
        {
            Assert.Contains($"\n.TP\n{verb.Name}\n{verb.Summary}", page, StringComparison.Ordinal);
            Assert.Contains($"portscanner {verb.Name}", page, StringComparison.Ordinal);
        }

        foreach (var known in Switch.All)
        {
            Assert.Contains($"\n.TP\n{known.Name}{(known.Argument.Length == 0 ? "" : $"={known.Argument}")}\n{known.Summary}", page, StringComparison.Ordinal);
        }

        var told = Entry().Matches(page.Split(".SH COMMANDS")[1].Split(".SH UNITS")[0]).Select(match => match.Groups["name"].Value.Split('=')[0]);
        Assert.Equal([.. Verb.Named.Select(verb => verb.Name), .. Switch.All.Select(known => known.Name)], told);
    }

    [Fact]
    public void Settings_that_the_manual_page_names_are_there() => Assert.All(
        Setting().Matches(Plain(Repository.Read("deploy/debian/portscanner.8")).Split(".SH SETTINGS")[1].Split(".SH COMMANDS")[0]),
        match => Assert.DoesNotContain("is not a setting", WrittenSettings.ErrorsOf($"--{match.Groups["name"].Value}=x"), StringComparison.Ordinal));

    private static CommandLine Parse(params string[] words) => CommandLine.Parse(words, typeof(SiteOptions));

    private static string Printed(string argument)
    {
        using var program = ProgramProcess.Start([argument]);
        Assert.Equal(0, program.WaitForExit());
        return program.Written;
    }

    // The words of a manual page without its fonts (groff_man(7)).
    private static string Plain(string page) => Font().Replace(page.Replace("\\-", "-", StringComparison.Ordinal), match => match.Groups["words"].Value.Replace(" ", "", StringComparison.Ordinal) is var joined && match.Groups["alternates"].Success ? joined : match.Groups["words"].Value);

    [GeneratedRegex(@"^\.(?:(?<alternates>BI|BR|IR|RI) |[BI] )(?<words>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Font();

    [GeneratedRegex(@"\.TP\n(?<name>[^\n]+)\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^--(?<name>[A-Za-z:0-9]+)=", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
