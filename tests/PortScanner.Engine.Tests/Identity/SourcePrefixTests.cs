using System.Net;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Identity;

public sealed class SourcePrefixTests
{
    [Theory]
    [InlineData("2001:db8:1:2::/64")]
    [InlineData("2001:db8:1::/48")]
    [InlineData("2001:db8:1:2:3:4:5:0/112")]
    [InlineData("fd00:1:2:3::/64")]
    public void Network_of_a_server_is_taken(string text)
    {
        var errors = new List<string>();

        Assert.Equal(text, SourcePrefix.Read(text, errors)?.Network.ToString());
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_no_prefix_and_no_error(string? text)
    {
        var errors = new List<string>();

        Assert.Null(SourcePrefix.Read(text, errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("2001:db8::/47")]
    [InlineData("2001:db8:1:2:3:4:5:0/113")]
    [InlineData("2001:db8:1:2::1/64")]
    [InlineData("2001:db8:1:2::")]
    [InlineData("fe80::/64")]
    [InlineData("ff02::/64")]
    [InlineData("::/64")]
    [InlineData("192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.0/112")]
    [InlineData("here/64")]
    public void Anything_else_is_an_error_that_names_the_setting_and_what_is_allowed(string text)
    {
        var errors = new List<string>();

        Assert.Null(SourcePrefix.Read(text, errors));
        var error = Assert.Single(errors);
        Assert.StartsWith("Engine:SourcePrefix", error, StringComparison.Ordinal);
        Assert.Contains($"\"{text}\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_has_the_prefix_and_the_host_bits_whatever_they_are() => Prop.ForAll<ulong, ulong, byte>((upper, lower, longer) =>
    {
        var length = SourcePrefix.ShortestLength + (longer % (SourcePrefix.LongestLength - SourcePrefix.ShortestLength + 1));
        var hostMask = UInt128.MaxValue >> length;
        var network = new IPNetwork(new IpAddressBits(IpAddressBits.Of(IPAddress.Parse("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0")).Value & ~hostMask).ToIPAddress(), length);
        var prefix = SourcePrefix.Read(network.ToString(), [])!;
        var bits = new UInt128(upper, lower);
        var address = prefix.AddressOf(bits);
        return network.Contains(address.ToIPAddress())
            && prefix.Contains(address)
            && (address.Value & hostMask) == (bits & hostMask)
            && !prefix.Contains(new IpAddressBits(address.Value ^ (hostMask + 1)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Prefix_that_the_kernel_does_not_take_as_its_own_is_refused_with_the_command_that_mends_it()
    {
        var error = Assert.Throws<EngineStartException>(
            () => EngineOptionsValidation.Read(new ScanEngineOptions { SourcePrefix = "2001:db8:77:88::/64" }));

        Assert.Equal(EngineStartError.BadOption, error.Error);
        Assert.Contains("ip -6 route add local 2001:db8:77:88::/64 dev lo", error.Message, StringComparison.Ordinal);
    }
}
