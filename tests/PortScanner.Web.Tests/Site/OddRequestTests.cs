using PortScanner.Engine.Identity;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

/// <summary>Whatever is wrong with a request is answered as the sender's fault, in a sentence, and is no fault in the log.</summary>
[Collection<StartedProgram>]
public sealed class OddRequestTests(OddSite odd) : IClassFixture<OddSite>
{
    private const string Fields = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data; boundary=B";

    private readonly RunningSite _site = odd.Site;

    public static TheoryData<string> UnknownCharsets => ["utf-7", "UTF-7", "\"utf-7\"", "unicode-1-1-utf-7", "windows-1252", "ebcdic-cp-us", "nonsense", new string('a', 3000)];

    public static TheoryData<string> OddHosts => ["xn--", "xn--\u00ff", "a.xn--0.b", "xn--99999999", $"xn--{new string('a', 70)}", "[::1", "a b", ""];

    [Theory, MemberData(nameof(UnknownCharsets))]
    public async Task Form_in_a_character_set_that_is_not_known_is_refused_with_one_that_is(string charset)
    {
        foreach (var path in (string[])["/scan", "/api/scans"])
        {
            foreach (var contentType in (string[])[Fields, Multipart])
            {
                var (status, text) = await RawRequest.SendAsync(_site, RawRequest.Form($"{contentType}; charset={charset}", "consent=yes&ports=1", path));
                Assert.Equal(415, status);
                Assert.Contains("UTF-8", text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("UTF-8")]
    [InlineData("\"utf-8\"")]
    [InlineData("us-ascii")]
    [InlineData("iso-8859-1")]
    public async Task Form_in_a_character_set_that_is_known_is_read(string charset)
    {
        var (status, text) = await RawRequest.SendAsync(_site, RawRequest.Form($"{Fields}; charset={charset}", "consent=no"));
        Assert.Equal(400, status);
        Assert.Contains("consent=yes", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("form-data; name=\"consent\"\r\nContent-Type: text/plain; charset=utf-7", 415)]
    [InlineData("form-data; name=\"=?utf-7?B?AAAA?=\"", 415)]
    [InlineData("form-data; name=\"f\"; filename=\"=?utf-7?B?AAAA?=\"", 415)]
    [InlineData("form-data; name*=utf-7''a", 400)]
    [InlineData("form-data; name*=%%%", 400)]
    [InlineData("form-data; name=\"=?nonsense?Q?AAAA?=\"", 400)]
    [InlineData("form-data", 400)]
    [InlineData("\u00ff;;;", 400)]
    public async Task Part_of_a_form_that_cannot_be_read_is_refused(string disposition, int expected)
    {
        var (status, _) = await RawRequest.SendAsync(_site, RawRequest.Form(Multipart, $"--B\r\nContent-Disposition: {disposition}\r\n\r\nno\r\n--B--\r\n"));
        Assert.Equal(expected, status);
    }

    [Theory, MemberData(nameof(OddHosts))]
    public async Task Name_of_the_site_that_is_none_is_refused_wherever_it_is_asked_for(string host)
    {
        foreach (var path in (string[])["/", "/ip", "/healthz", "/nowhere", "/assets/js/app.js"])
        {
            Assert.Equal(400, (await RawRequest.SendAsync(_site, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).Status);
        }

        Assert.Equal(400, (await RawRequest.SendAsync(_site, RawRequest.Form(Fields, "consent=yes", host: host))).Status);
        Assert.Equal(400, (await RawRequest.SendAsync(_site, RawRequest.Form(Fields, "consent=yes", "/api/scans", host))).Status);
    }
}

/// <summary>A program whose log must hold no fault when all tests of the class are through.</summary>
public sealed class OddSite : IAsyncLifetime
{
    private RunningSite? _site;

    /// <summary>The program; the test is skipped where it cannot run.</summary>
    public RunningSite Site
    {
        get
        {
            RawSockets.Require();
            return _site!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _site = RawSockets.AreAllowed ? await RunningSite.StartAsync("--Engine:SourcePorts=62000-62199") : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            _site.Process.AskToStop();
            Assert.Equal(0, _site.Process.WaitForExit());
            Assert.DoesNotContain(" ERR ", _site.Process.Written, StringComparison.Ordinal);
            Assert.DoesNotContain(" WRN ", _site.Process.Written, StringComparison.Ordinal);
            await _site.DisposeAsync();
        }
    }
}
