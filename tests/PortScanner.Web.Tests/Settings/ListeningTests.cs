using PortScanner.Web.Composition;

namespace PortScanner.Web.Tests.Settings;

/// <summary>Where the program listens, and what it says of that.</summary>
public sealed class ListeningTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:0")]
    [InlineData("http://*:80;http://+:81;http://0.0.0.0:82;http://[::]:83")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://192.0.2.1")]
    [InlineData("http://unix:/run/portscanner/web.sock")]
    public void Address_to_listen_on_is_taken(string urls) => Assert.Empty(WrittenSettings.ErrorsOf($"--Urls={urls}"));

    [Theory]
    [InlineData("nonsense", "is no address to listen on")]
    [InlineData("127.0.0.1:8080", "is no address to listen on")]
    [InlineData("ftp://127.0.0.1:21", "is no address to listen on")]
    [InlineData("http://", "is no address to listen on")]
    [InlineData("http://127.0.0.1:http", "is no address to listen on")]
    [InlineData("http://pipe:/portscanner", "is no address to listen on")]
    [InlineData("http://127.0.0.1:65536", "has a port that is none")]
    [InlineData("http://127.0.0.1:80/portscanner", "has a path")]
    [InlineData("http://scan.example.org:80", "has a host name, and the web server would listen on all addresses instead")]
    [InlineData("http://127.0.0.1:80;", "is blank")]
    [InlineData("http://127.0.0.1:80; http://127.0.0.1:81", "has a blank in it")]
    [InlineData("http://unix:web.sock", "does not begin with a slash")]
    [InlineData("https://127.0.0.1:443", "has no certificate")]
    public void Address_that_cannot_be_listened_on_is_refused(string urls, string words)
    {
        Assert.Contains(words, WrittenSettings.ErrorsOf($"--Urls={urls}"), StringComparison.Ordinal);
        if (!urls.Contains(';', StringComparison.Ordinal))
        {
            Assert.Contains(words, WrittenSettings.ErrorsOf($"--Kestrel:Endpoints:a:Url={urls}"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(107, true)]
    [InlineData(108, false)]
    [InlineData(120, false)]
    [InlineData(4000, false)]
    public void Path_of_a_socket_is_as_long_as_the_kernel_takes_it(int length, bool isRight)
    {
        var path = "/" + new string('a', length - 1);
        Assert.Equal(isRight, WrittenSettings.ErrorsOf($"--Urls=http://unix:{path}").Length == 0);
        Assert.Equal(isRight, WrittenSettings.ErrorsOf($"--Tester:Socket={path}").Length == 0);
        Assert.Equal(!isRight, WrittenSettings.ErrorsOf($"--Urls=http://unix:/{new string('ä', length / 2)}").Length > 0 && !isRight);
    }

    [Fact]
    public void Certificate_that_cannot_be_used_is_named()
    {
        using var written = new WrittenSettings();
        written.Write("junk", "junk.pem").Set("PORTSCANNER_Kestrel__Certificates__Default__Password", "canary");
        var junk = Path.Combine(written.Folder, "junk.pem");
        var errors = written.Errors("--Urls=https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={junk}", "--Kestrel:Endpoints:a:Certificate:Path=/nowhere/a.pfx", $"--Kestrel:Endpoints:b:Certificate:KeyPath={junk}");
        Assert.Contains($"Kestrel:Certificates:Default: {junk} cannot be used: ", errors, StringComparison.Ordinal);
        Assert.Contains("Kestrel:Endpoints:a:Certificate: /nowhere/a.pfx cannot be used: ", errors, StringComparison.Ordinal);
        Assert.Contains("Kestrel:Endpoints:b:Certificate:Path is missing", errors, StringComparison.Ordinal);
        Assert.Contains($"Kestrel:Endpoints:b:Certificate:KeyPath is \"{junk}\", which holds a key, and the file's mode is 0644", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan.example.org;*.example.org;SCAN.example.org;localhost;127.0.0.1;[::1];[2001:db8::1];bücher.example")]
    [InlineData("*")]
    [InlineData("[::]")]
    [InlineData("xn--bcher-kva.example")]
    public void Names_that_a_request_can_be_for_are_taken(string names) => Assert.Empty(WrittenSettings.ErrorsOf($"--AllowedHosts={names}"));

    [Theory]
    [InlineData("scan.example.org:8080", "has a port")]
    [InlineData("127.0.0.1:80", "has a port")]
    [InlineData("https://scan.example.org", "has a scheme")]
    [InlineData("scan.example.org/", "is no name of a host")]
    [InlineData("scan.example.org;", "is blank")]
    [InlineData("a.example.org; b.example.org", "has a blank in it")]
    [InlineData("scan.*.org", "has a star where there may be none")]
    [InlineData("*scan.example.org", "has a star where there may be none")]
    [InlineData("scan.example.*", "has a star where there may be none")]
    [InlineData("*.", "is no name of a host")]
    [InlineData("scan..example.org", "is no name of a host")]
    [InlineData("scan.example.org.", "ends with a dot")]
    [InlineData("-scan.example.org", "is no name of a host")]
    [InlineData("a,b", "is no name of a host")]
    [InlineData("user@scan.example.org", "is no name of a host")]
    [InlineData("2001:db8::1", "is an IPv6 address without its brackets")]
    [InlineData("[2001:db8:0::1]", "is not an IPv6 address in its shortest form")]
    [InlineData("[fe80::1%2]", "is not an IPv6 address in its shortest form")]
    [InlineData("[::1]:80", "is not an IPv6 address in its shortest form")]
    [InlineData("127.1", "is not an IPv4 address as browsers write it")]
    [InlineData("192.0.2.010", "is not an IPv4 address as browsers write it")]
    [InlineData("*;scan.example.org", "allows every name, so that the others mean nothing")]
    public void Name_that_no_request_can_be_for_is_refused(string names, string words) =>
        Assert.Contains(words, WrittenSettings.ErrorsOf($"--AllowedHosts={names}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:8080", "*", "http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080", "*", "http://[::1]:8080")]
    [InlineData("http://[::]:8080", "*", "http://localhost:8080")]
    [InlineData("http://0.0.0.0:8080", "[::]", "http://localhost:8080")]
    [InlineData("http://*:80", "*", "http://localhost")]
    [InlineData("https://+:443", "scan.example.org", "https://scan.example.org")]
    [InlineData("http://[::]:8080", "*.example.org;scan.example.org", "http://scan.example.org:8080")]
    [InlineData("http://[::]:8080", "scan.example.org;localhost", "http://localhost:8080")]
    [InlineData("http://192.0.2.1:80", "scan.example.org", "http://scan.example.org")]
    [InlineData("http://unix:/run/portscanner/web.sock", "*", null)]
    public void Place_to_browse_to_is_one_that_a_browser_can_open(string address, string names, string? place) => Assert.Equal(place, ReadyPlaces.BrowseTo(address, names.Split(';')));
}
