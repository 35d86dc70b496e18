using Microsoft.AspNetCore.Http;

using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Tests.Features.Admission;

/// <summary>Hosts that a request over loopback cannot have.</summary>
public sealed class CrossSiteGuardTests
{
    [Theory]
    [InlineData("scan.example.org", "https://scan.example.org")] // TLS ends at a proxy
    [InlineData("scan.example.org", "http://SCAN.example.org")]
    [InlineData("scan.example.org:80", "http://scan.example.org")]
    [InlineData("[2001:db8::1]:8080", "http://[2001:db8::1]:8080")]
    [InlineData("[2001:DB8:0::1]", "https://[2001:db8::1]")]
    [InlineData("scan.example.org", "https://scan.example.org.")] // the proxy takes the dot away
    [InlineData("scan.example.org.", "https://scan.example.org.")]
    [InlineData("scan.example.org:443", "https://scan.example.org")]
    [InlineData("scan.example.org:80", "https://scan.example.org")]
    [InlineData("xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example")]
    public void Own_origin_is_known_by_its_host_and_port(string host, string origin) => Assert.False(IsFromElsewhere(host, origin));

    [Theory]
    [InlineData("scan.example.org", "https://scan.example.org.evil.example")]
    [InlineData("scan.example.org", "https://evil-scan.example.org")]
    [InlineData("scan.example.org", "https://scan.example.org:8443")]
    [InlineData("scan.example.org", "https://scan.example.org@evil.example")]
    [InlineData("scan.example.org", "https://evil.example, https://scan.example.org")]
    [InlineData("", "https://scan.example.org")]
    public void Another_origin_is_refused(string host, string origin) => Assert.True(IsFromElsewhere(host, origin));

    // Behind a proxy that leaves the port out.
    [Theory]
    [InlineData("scan.example.org", "https://scan.example.org:8443", false)]
    [InlineData("scan.example.org", "https://scan.example.org.", false)]
    [InlineData("scan.example.org", "https://other.example.org", true)]
    [InlineData("scan.example.org", "https://scan.example.org..", true)]
    public void Browser_that_vouches_for_the_origin_is_believed_of_the_port_and_not_of_another_name(string host, string origin, bool isFromElsewhere) =>
        Assert.Equal(isFromElsewhere, IsFromElsewhere(host, origin, "same-origin"));

    private static bool IsFromElsewhere(string host, string origin, string? site = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        context.Request.Headers.Origin = origin;
        context.Request.Headers["Sec-Fetch-Site"] = site;
        return CrossSiteGuard.IsFromElsewhere(context.Request);
    }
}
