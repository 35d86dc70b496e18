using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class TextBrowserTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string Form = "consent=yes&profile=custom&ports=21-23&udp=no&icmp=no";

    [Theory, BothFamilies]
    public void Lynx_shows_the_page_and_a_report(Family family)
    {
        Tools.Require("lynx");
        var side = Side.Of(family);
        OpenTcp(Client, 22);

        Page(side, Client.RunIn("lynx", ["-dump", ShippedProgram.Page(side.Server, "/")]).Succeeded().Output);
        Report(Client.RunIn("lynx", ["-dump", "-post_data", ShippedProgram.Page(side.Server, "/scan")], Form + "\n---\n").Succeeded().Output);
    }

    [Theory, BothFamilies]
    public void W3m_shows_the_page_and_a_report(Family family)
    {
        Tools.Require("w3m");
        var side = Side.Of(family);
        OpenTcp(Client, 22);

        Page(side, Client.RunIn("w3m", ["-dump", ShippedProgram.Page(side.Server, "/")]).Succeeded().Output);
        Report(Client.RunIn("w3m", ["-dump", "-post", "/dev/stdin", ShippedProgram.Page(side.Server, "/scan")], Form).Succeeded().Output);
    }

    // These say that they take anything, as curl does; with text instead of the form nobody could test with them.
    [Theory]
    [InlineData("links", Family.IPv4)]
    [InlineData("elinks", Family.IPv6)]
    public async Task Browser_that_takes_anything_has_the_form_and_tests_with_it(string name, Family family)
    {
        Tools.Require(name, "script");
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side.IsV6 ? "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept\nct state established accept\ntcp dport 22 accept\ndrop" : "ct state established accept\ntcp dport 22 accept\ndrop");

        using var browser = new TerminalBrowser(Client, name, ShippedProgram.Page(side.Server, "/"));
        await browser.ShowsAsync("I agree");

        // Who opens it for the first time is greeted.
        await browser.ShowsAsync("Welcome to");
        browser.Type("\r");
        await browser.GoToAsync("name consent");
        browser.Type("\r");
        await browser.GoToAsync("orm to");
        browser.Type("\r");
        if (name == "elinks")
        {
            await browser.ShowsAsync("post form data");
            browser.Type("\r");
        }

        await browser.ShowsAsync("1 port is open");
        await browser.ShowsAsync("A command line");
    }

    [Theory]
    [InlineData("lynx")]
    [InlineData("w3m")]
    public void Text_browser_shows_the_pages_about_the_site(string browser)
    {
        Tools.Require(browser);
        foreach (var (path, words) in ((string, string)[])[("/privacy", "no cookies"), ("/abuse", "Whom to ask")])
        {
            var text = Client.RunIn(browser, ["-dump", ShippedProgram.Page(Side.V4.Server, path)]).Succeeded().Output;
            Assert.Contains(words, text, StringComparison.Ordinal);
            NoMarkup(text);
        }
    }

    private static void Page(Side side, string text)
    {
        Assert.Contains(side.Client.ToString(), text, StringComparison.Ordinal);
        var lines = text.Split('\n').Select(line => line.Trim()).ToList();
        Assert.All((string[])["quick:", "standard:", "full:", "custom:"], profile => Assert.Single(lines, line => line.StartsWith('(') && line.Contains($") {profile}", StringComparison.Ordinal)));
        NoMarkup(text);
    }

    private static void Report(string text)
    {
        var row = text.Split('\n').FirstOrDefault(line => line.Contains("22", StringComparison.Ordinal) && line.Contains("open", StringComparison.OrdinalIgnoreCase));
        Assert.True(row is not null, $"No line says that port 22 is open:\n{text}");
        Assert.Contains("closed", text, StringComparison.OrdinalIgnoreCase);
        NoMarkup(text);
    }

    private static void NoMarkup(string text)
    {
        Assert.DoesNotContain("</", text, StringComparison.Ordinal);
        Assert.DoesNotContain("&lt;", text, StringComparison.Ordinal);
        Assert.DoesNotContain("function(", text, StringComparison.Ordinal);
    }
}
