using System.Net;

using PortScanner.Core.Localization;
using PortScanner.Web.Features.Pages;

namespace PortScanner.Web.Tests.Features.Pages;

public sealed class AddressOwnersTests
{
    [Theory]
    [InlineData("127.0.0.1", "landing.whose-loopback")]
    [InlineData("::1", "landing.whose-loopback")]
    [InlineData("100.64.0.1", "landing.whose-carrier")]
    [InlineData("100.128.0.1", "landing.whose-ipv4")]
    [InlineData("10.1.2.3", "landing.whose-private")]
    [InlineData("172.31.255.255", "landing.whose-private")]
    [InlineData("172.32.0.0", "landing.whose-ipv4")]
    [InlineData("192.168.1.1", "landing.whose-private")]
    [InlineData("169.254.1.1", "landing.whose-private")]
    [InlineData("fd12::1", "landing.whose-private")]
    [InlineData("fe80::1", "landing.whose-private")]
    [InlineData("2002:c000:204::1", "landing.whose-tunnel")]
    [InlineData("2001:0:4136:e378::1", "landing.whose-tunnel")]
    [InlineData("2001:db8::1", "landing.whose-ipv6")]
    [InlineData("203.0.113.7", "landing.whose-ipv4")]
    [InlineData(null, "landing.whose-ipv4")]
    public void Owner_is_told_by_the_network_of_the_address(string? address, string key)
    {
        Assert.Equal(key, AddressOwners.KeyOf(address is null ? null : IPAddress.Parse(address)));
        Assert.All(Languages.All, messages => Assert.NotEmpty(messages[key]));
    }
}
