using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

/// <summary>Nothing that a request says of itself changes who is asking, and so who is scanned.</summary>
[Collection<SharedSiteTests>]
public sealed class CallerAddressTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    public static TheoryData<string> Claims =>
    [
        "X-Forwarded-For: 127.0.0.66", "X-Forwarded-For: 127.0.0.66, 127.0.0.67", "X-Original-For: 127.0.0.66", "X-Real-IP: 127.0.0.66",
        "Forwarded: for=127.0.0.66;proto=https", "Client-IP: 127.0.0.66", "True-Client-IP: 127.0.0.66", "CF-Connecting-IP: 127.0.0.66",
        "X-Client-IP: 127.0.0.66", "X-Cluster-Client-IP: 127.0.0.66", "X-ProxyUser-Ip: 127.0.0.66", "Via: 1.1 127.0.0.66",
        "X-Forwarded-Host: 127.0.0.66", "Host: 127.0.0.66",
    ];

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task Claimed_address_changes_neither_the_address_told_nor_the_target(string header)
    {
        using var caller = _site.From();
        Assert.Equal("127.0.0.1\n", (await caller.GetAsync("/ip", header)).Body);
        var report = await caller.ScanAsync("consent=yes&ports=1&icmp=no&format=json", header);
        Assert.Equal("127.0.0.1", report.Json.GetProperty("target").GetProperty("address").GetString());
    }

    [Fact]
    public async Task Target_is_the_address_that_the_connection_comes_from()
    {
        using var caller = _site.From("127.0.0.23");
        var report = await caller.ScanAsync("consent=yes&ports=1&icmp=no&format=json");
        Assert.Equal("127.0.0.23", report.Json.GetProperty("target").GetProperty("address").GetString());
    }
}
