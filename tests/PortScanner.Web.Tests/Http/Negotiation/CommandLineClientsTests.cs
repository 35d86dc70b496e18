using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Http.Negotiation;

public sealed class CommandLineClientsTests
{
    [Theory]
    [InlineData("curl/8.5.0")]
    [InlineData("Wget/1.21.4")]
    [InlineData("Wget")] // BusyBox
    [InlineData("WGET/1.0")]
    [InlineData("lwp-request/6.67 libwww-perl/6.67")]
    [InlineData("fetch libfetch/2.0")] // FreeBSD
    [InlineData("Python/3.11 aiohttp/3.8.4")]
    [InlineData("python-requests/2.31.0")]
    [InlineData("Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.22621.2506")]
    [InlineData("Mozilla/5.0 (Linux; Debian GNU/Linux 12 (bookworm); en-US) PowerShell/7.4.0")]
    [InlineData("got (https://github.com/sindresorhus/got)")]
    public void Program_of_a_terminal_or_a_script_is_known(string userAgent) => Assert.True(CommandLineClients.IsNamedIn(userAgent));

    [Theory]
    [InlineData("")]
    [InlineData("Links (2.28; Linux 6.1 x86_64; GNU C 12.2; text)")]
    [InlineData("ELinks/0.13.2 (textmode; Debian; Linux 6.1 x86_64; 80x24-2)")]
    [InlineData("Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8")]
    [InlineData("w3m/0.5.3+git20230121")]
    [InlineData("Dillo/3.0.5")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 6.0; Java; curl) curly/1")]
    [InlineData("Browser/curl")]
    [InlineData(")curl-like( curl")]
    public void Browser_is_none_of_them(string userAgent) => Assert.False(CommandLineClients.IsNamedIn(userAgent));

    [Fact]
    public void Name_behind_what_any_program_sends_is_not_looked_for() => Assert.False(CommandLineClients.IsNamedIn($"{new string('a', 300)} curl/8"));

    [Fact]
    public void Document_lists_the_same()
    {
        var documented = Repository.Read("docs/report-format.md").Split("<!-- clients -->")[1].Split('`').Where((_, index) => index % 2 == 1);
        Assert.Equal(CommandLineClients.Names, documented);
        Assert.Equal(CommandLineClients.Names.Order(StringComparer.OrdinalIgnoreCase), CommandLineClients.Names);
    }
}
