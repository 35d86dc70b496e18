using System.Net;

using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Packets;

public sealed class IpAddressBitsTests
{
    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("2001:db8::1")]
    [InlineData("::1")]
    [InlineData("::")]
    public void Address_comes_back_as_it_was(string text)
    {
        var address = IPAddress.Parse(text);
        Assert.Equal(address, IpAddressBits.Of(address).ToIPAddress());
        Assert.Equal(IpAddressBits.Of(address), IpAddressBits.Read(address.GetAddressBytes()));
    }

    [Fact]
    public void Low_IPv6_address_is_not_the_IPv4_address_of_the_same_number() =>
        Assert.NotEqual(IpAddressBits.Of(IPAddress.Parse("::192.0.2.1")), IpAddressBits.Of(IPAddress.Parse("192.0.2.1")));
}
