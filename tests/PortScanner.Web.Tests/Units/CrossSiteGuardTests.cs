using Microsoft.AspNetCore.Http;

using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Tests.Units;

/// <summary>Hosts that a request over loopback cannot have.</summary>
public sealed class CrossSiteGuardTests
{
    [Theory]
    [InlineData("scan.example.org", "https://scan.example.org")] // TLS ends at a proxy
    [InlineData("scan.example.org", "http://SCAN.example.org")]
    [InlineData("scan.example.org:80", "http://scan.example.org")]
    [InlineData("[2001:db8::1]:8080", "http://[2001:db8::1]:8080")]
    public void Own_origin_is_known_by_its_host_and_port(string host, string origin) => Assert.False(IsFromElsewhere(host, origin));

    [Theory]
    [InlineData("scan.example.org", "https://scan.example.org.evil.example")]
    [InlineData("scan.example.org", "https://evil-scan.example.org")]
    [InlineData("scan.example.org", "https://scan.example.org:8443")]
    [InlineData("scan.example.org", "https://scan.example.org@evil.example")]
    [InlineData("scan.example.org", "https://evil.example, https://scan.example.org")]
    [InlineData("", "https://scan.example.org")]
    public void Another_origin_is_refused(string host, string origin) => Assert.True(IsFromElsewhere(host, origin));

    private static bool IsFromElsewhere(string host, string origin)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        context.Request.Headers.Origin = origin;
        return CrossSiteGuard.IsFromElsewhere(context.Request);
    }
}
