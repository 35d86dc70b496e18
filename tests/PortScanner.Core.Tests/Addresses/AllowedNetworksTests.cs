using System.Net;

using PortScanner.Core.Addresses;

namespace PortScanner.Core.Tests.Addresses;

/// <summary>An allowed network lifts something, or the operator is told that it does not.</summary>
public sealed class AllowedNetworksTests
{
    [Theory]
    [InlineData("192.168.0.0/16")]
    [InlineData("10.1.2.3/32")]
    [InlineData("fd00::/8")]
    [InlineData("169.254.0.0/16")]
    [InlineData("2001:db8::/32")]
    [InlineData("198.18.0.0/15")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("192.0.0.0/8")]
    [InlineData("2001::/23")]
    [InlineData("4000::/3")]
    public void Network_with_a_special_address_in_it_means_something(string network) => Assert.Null(Why(network));

    [Theory]
    [InlineData("8.8.8.0/24", "ordinary addresses alone")]
    [InlineData("2a00::/12", "ordinary addresses alone")]
    [InlineData("127.0.0.0/8", "can never be allowed")]
    [InlineData("224.0.0.0/4", "can never be allowed")]
    [InlineData("255.255.255.255/32", "can never be allowed")]
    [InlineData("0.0.0.0/8", "can never be allowed")]
    [InlineData("2002::/16", "can never be allowed")]
    [InlineData("64:ff9b::/96", "can never be allowed")]
    [InlineData("ff00::/8", "can never be allowed")]
    [InlineData("::1/128", "can never be allowed")]
    [InlineData("fe80::/10", "of one link only")]
    [InlineData("fe80::1/128", "of one link only")]
    public void Network_without_one_means_nothing(string network, string words) => Assert.Contains(words, Why(network), StringComparison.Ordinal);

    [Theory]
    [InlineData("192.168.7.0/24", "192.168.0.0/16")]
    [InlineData("192.168.0.0/16", "192.168.0.0/17 192.168.128.0/17")]
    [InlineData("192.168.0.0/16", "192.0.0.0/8")]
    [InlineData("fd00::/8", "fc00::/7")]
    [InlineData("192.0.0.0/7", "192.0.0.0/14 192.18.0.0/15 192.31.0.0/16 192.52.0.0/16 192.88.0.0/16 192.168.0.0/16 192.175.0.0/16")]
    public void Network_that_is_denied_as_a_whole_means_nothing(string network, string denied) =>
        Assert.Contains("Admission:DenyNetworks", Why(network, denied), StringComparison.Ordinal);

    [Theory]
    [InlineData("192.168.0.0/16", "192.168.0.0/17")]
    [InlineData("192.168.0.0/16", "192.168.0.0/17 192.168.128.0/18")]
    [InlineData("192.168.0.0/16", "fc00::/7")]
    [InlineData("fd00::/8", "0.0.0.0/0")]
    public void Network_that_is_denied_in_part_means_something(string network, string denied) => Assert.Null(Why(network, denied));

    private static string? Why(string network, string denied = "") => AllowedNetworks.WhyMeaningless(
        IPNetwork.Parse(network), new AddressPolicyOptions { DenyNetworks = [.. denied.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)] });
}
