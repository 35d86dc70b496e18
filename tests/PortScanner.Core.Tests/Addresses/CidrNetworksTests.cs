using System.Net;

using PortScanner.Core.Addresses;

namespace PortScanner.Core.Tests.Addresses;

public sealed class CidrNetworksTests
{
    [Theory]
    [InlineData("192.168.0.0/16")]
    [InlineData("203.0.113.7/32")]
    [InlineData("0.0.0.0/0")]
    [InlineData("2001:db8::/32")]
    [InlineData("2001:db8::1/128")]
    [InlineData("::/0")]
    [InlineData(" fd00::/8 ")]
    public void Entry_that_is_right_is_the_network(string entry)
    {
        var errors = new List<string>();
        Assert.Equal([IPNetwork.Parse(entry.Trim())], CidrNetworks.Parse("Admission:AllowNetworks", [entry], errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("", "no prefix length")]
    [InlineData("192.168.0.1", "/32")]
    [InlineData("192.168.0.1/16", "did you mean 192.168.0.0/16, or 192.168.0.1/32")]
    [InlineData("2001:db8::1/32", "did you mean 2001:db8::/32, or 2001:db8::1/128")]
    [InlineData("192.168.0.0/33", "0 to 32")]
    [InlineData("2001:db8::/129", "0 to 128")]
    [InlineData("192.168.0.0/", "0 to 32")]
    [InlineData("192.168.0.0/-1", "0 to 32")]
    [InlineData("192.168.0.0/255.255.0.0", "0 to 32")]
    [InlineData("10/8", "does not begin with")]
    [InlineData("010.0.0.0/8", "does not begin with")]
    [InlineData("0x0a000000/8", "does not begin with")]
    [InlineData("[fd00::]/8", "does not begin with")]
    [InlineData("fe80::%1/10", "does not begin with")]
    [InlineData("example.org/24", "does not begin with")]
    [InlineData("::ffff:10.0.0.0/104", "write it as IPv4")]
    public void Entry_that_is_wrong_is_named_with_what_is_allowed(string entry, string words)
    {
        var errors = new List<string>();
        Assert.Empty(CidrNetworks.Parse("Admission:DenyNetworks", [entry], errors));
        var error = Assert.Single(errors);
        Assert.StartsWith($"Admission:DenyNetworks: \"{entry}\" ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_all_entries_are_reported_and_the_others_are_read()
    {
        var errors = new List<string>();
        Assert.Single(CidrNetworks.Parse("X", ["10.0.0.0/8", "nonsense", "1.2.3.4"], errors));
        Assert.Equal(2, errors.Count);
    }
}
