using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;

namespace PortScanner.Core.Tests.Addresses;

public sealed class AddressPolicyTests
{
    private static readonly AddressPolicy Strict = new(new AddressPolicyOptions());

    // The range of each row from its first to its last address, and one address on either side: the code expected there, or null.
    // Written out rather than computed, so that a wrong prefix length in the table cannot hide.
    public static TheoryData<string, AddressRefusalCode?> Boundaries { get; } = new()
    {
        { "0.0.0.0", AddressRefusalCode.Unspecified }, { "0.255.255.255", AddressRefusalCode.Unspecified }, { "1.0.0.0", null },
        { "9.255.255.255", null }, { "10.0.0.0", AddressRefusalCode.Private }, { "10.255.255.255", AddressRefusalCode.Private }, { "11.0.0.0", null },
        { "100.63.255.255", null }, { "100.64.0.0", AddressRefusalCode.Shared }, { "100.127.255.255", AddressRefusalCode.Shared }, { "100.128.0.0", null },
        { "126.255.255.255", null }, { "127.0.0.0", AddressRefusalCode.Loopback }, { "127.255.255.255", AddressRefusalCode.Loopback }, { "128.0.0.0", null },
        { "169.253.255.255", null }, { "169.254.0.0", AddressRefusalCode.LinkLocal }, { "169.254.255.255", AddressRefusalCode.LinkLocal }, { "169.255.0.0", null },
        { "172.15.255.255", null }, { "172.16.0.0", AddressRefusalCode.Private }, { "172.31.255.255", AddressRefusalCode.Private }, { "172.32.0.0", null },
        { "191.255.255.255", null }, { "192.0.0.0", AddressRefusalCode.ProtocolAssignment }, { "192.0.0.255", AddressRefusalCode.ProtocolAssignment }, { "192.0.1.0", null },
        { "192.0.1.255", null }, { "192.0.2.0", AddressRefusalCode.Documentation }, { "192.0.2.255", AddressRefusalCode.Documentation }, { "192.0.3.0", null },
        { "192.31.195.255", null }, { "192.31.196.0", AddressRefusalCode.ProtocolAssignment }, { "192.31.196.255", AddressRefusalCode.ProtocolAssignment }, { "192.31.197.0", null },
        { "192.52.192.255", null }, { "192.52.193.0", AddressRefusalCode.ProtocolAssignment }, { "192.52.193.255", AddressRefusalCode.ProtocolAssignment }, { "192.52.194.0", null },
        { "192.88.98.255", null }, { "192.88.99.0", AddressRefusalCode.ProtocolAssignment }, { "192.88.99.255", AddressRefusalCode.ProtocolAssignment }, { "192.88.100.0", null },
        { "192.167.255.255", null }, { "192.168.0.0", AddressRefusalCode.Private }, { "192.168.255.255", AddressRefusalCode.Private }, { "192.169.0.0", null },
        { "192.175.47.255", null }, { "192.175.48.0", AddressRefusalCode.ProtocolAssignment }, { "192.175.48.255", AddressRefusalCode.ProtocolAssignment }, { "192.175.49.0", null },
        { "198.17.255.255", null }, { "198.18.0.0", AddressRefusalCode.Benchmarking }, { "198.19.255.255", AddressRefusalCode.Benchmarking }, { "198.20.0.0", null },
        { "198.51.99.255", null }, { "198.51.100.0", AddressRefusalCode.Documentation }, { "198.51.100.255", AddressRefusalCode.Documentation }, { "198.51.101.0", null },
        { "203.0.112.255", null }, { "203.0.113.0", AddressRefusalCode.Documentation }, { "203.0.113.255", AddressRefusalCode.Documentation }, { "203.0.114.0", null },
        { "223.255.255.255", null }, { "224.0.0.0", AddressRefusalCode.Multicast }, { "239.255.255.255", AddressRefusalCode.Multicast },
        { "240.0.0.0", AddressRefusalCode.FutureUse }, { "255.255.255.254", AddressRefusalCode.FutureUse }, { "255.255.255.255", AddressRefusalCode.Broadcast },
        { "::", AddressRefusalCode.Unspecified }, { "::1", AddressRefusalCode.Loopback }, { "::2", AddressRefusalCode.EmbedsIPv4 },
        { "::ffff:ffff", AddressRefusalCode.EmbedsIPv4 }, { "::1:0:0", AddressRefusalCode.NotGlobal },
        { "::fffe:ffff:ffff", AddressRefusalCode.NotGlobal }, { "::ffff:0:0", AddressRefusalCode.EmbedsIPv4 }, { "::ffff:8.8.8.8", AddressRefusalCode.EmbedsIPv4 },
        { "::ffff:ffff:ffff", AddressRefusalCode.EmbedsIPv4 }, { "::1:0:0:0", AddressRefusalCode.NotGlobal },
        { "::fffe:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "::ffff:0:0:0", AddressRefusalCode.EmbedsIPv4 },
        { "::ffff:0:ffff:ffff", AddressRefusalCode.EmbedsIPv4 }, { "::ffff:1:0:0", AddressRefusalCode.NotGlobal },
        { "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "64:ff9b::", AddressRefusalCode.EmbedsIPv4 },
        { "64:ff9b::ffff:ffff", AddressRefusalCode.EmbedsIPv4 }, { "64:ff9b::1:0:0", AddressRefusalCode.NotGlobal },
        { "64:ff9b:0:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "64:ff9b:1::", AddressRefusalCode.EmbedsIPv4 },
        { "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.EmbedsIPv4 }, { "64:ff9b:2::", AddressRefusalCode.NotGlobal },
        { "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "100::", AddressRefusalCode.ProtocolAssignment },
        { "100::ffff:ffff:ffff:ffff", AddressRefusalCode.ProtocolAssignment }, { "100:0:0:1::", AddressRefusalCode.ProtocolAssignment },
        { "100:0:0:1:ffff:ffff:ffff:ffff", AddressRefusalCode.ProtocolAssignment }, { "100:0:0:2::", AddressRefusalCode.NotGlobal },
        { "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "2000::", null }, { "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null },
        { "2001::", AddressRefusalCode.EmbedsIPv4 }, { "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.EmbedsIPv4 },
        { "2001:1::", AddressRefusalCode.ProtocolAssignment }, { "2001:1::1", AddressRefusalCode.ProtocolAssignment },
        { "2001:1:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.ProtocolAssignment },
        { "2001:2::", AddressRefusalCode.Benchmarking }, { "2001:2:0:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.Benchmarking },
        { "2001:2:1::", AddressRefusalCode.ProtocolAssignment }, { "2001:10::", AddressRefusalCode.ProtocolAssignment },
        { "2001:20::", AddressRefusalCode.ProtocolAssignment }, { "2001:3f:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.ProtocolAssignment },
        { "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.ProtocolAssignment }, { "2001:200::", null },
        { "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", null }, { "2001:db8::", AddressRefusalCode.Documentation },
        { "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.Documentation }, { "2001:db9::", null },
        { "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null }, { "2002::", AddressRefusalCode.EmbedsIPv4 },
        { "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.EmbedsIPv4 }, { "2003::", null },
        { "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", null }, { "2620:4f:8000::", AddressRefusalCode.ProtocolAssignment },
        { "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.ProtocolAssignment }, { "2620:4f:8001::", null },
        { "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null }, { "3fff::", AddressRefusalCode.Documentation },
        { "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.Documentation }, { "3fff:1000::", null },
        { "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null }, { "4000::", AddressRefusalCode.NotGlobal },
        { "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "5f00::", AddressRefusalCode.ProtocolAssignment },
        { "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.ProtocolAssignment }, { "5f01::", AddressRefusalCode.NotGlobal },
        { "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "fc00::", AddressRefusalCode.Private },
        { "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.Private }, { "fe00::", AddressRefusalCode.NotGlobal },
        { "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.NotGlobal }, { "fe80::", AddressRefusalCode.LinkLocal },
        { "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.LinkLocal }, { "fec0::", AddressRefusalCode.Private },
        { "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.Private }, { "ff00::", AddressRefusalCode.Multicast },
        { "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressRefusalCode.Multicast },
    };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Address_at_the_edge_of_a_range_is_refused_inside_and_let_through_outside(string address, AddressRefusalCode? expected) =>
        Assert.Equal(expected, Strict.Check(IPAddress.Parse(address), [])?.Code);

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Allowing_everything_lifts_only_what_can_be_allowed(string address, AddressRefusalCode? expected)
    {
        var open = Policy(allow: ["0.0.0.0/0", "::/0"]);
        AddressRefusalCode? still = expected is { } code && !code.Info().CanBeAllowed ? code : null;
        Assert.Equal(still, open.Check(IPAddress.Parse(address), [])?.Code);
    }

    [Theory]
    [InlineData("192.168.1.1", true)]
    [InlineData("192.169.1.1", true)]
    [InlineData("10.1.1.1", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fc00::1", false)]
    public void Allowed_network_lifts_the_refusal_within_itself_and_closes_nothing_else(string address, bool passes) =>
        Assert.Equal(passes, Policy(allow: ["192.168.0.0/16", "fd00::/8"]).Check(IPAddress.Parse(address), []) is null);

    [Theory]
    [InlineData("192.168.5.9")]
    [InlineData("8.8.8.8")]
    [InlineData("127.0.0.1")]
    public void Denied_network_wins_over_everything_that_allows(string address)
    {
        var policy = Policy(allow: ["192.168.0.0/16"], deny: ["192.168.5.0/24", "8.8.8.0/24", "127.0.0.0/8"], allowLoopback: true);
        Assert.Equal(AddressRefusalCode.Denied, policy.Check(IPAddress.Parse(address), [])?.Code);
    }

    [Fact]
    public void Loopback_passes_only_by_its_own_option()
    {
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            Assert.Equal(AddressRefusalCode.Loopback, Policy(allow: ["127.0.0.0/8", "::1/128"]).Check(address, [])?.Code);
            Assert.Null(Policy(allowLoopback: true).Check(address, [address]));
        }
    }

    [Theory]
    [InlineData("198.41.0.4")]
    [InlineData("2001:500:2::c")]
    [InlineData("192.168.1.1")]
    public void Own_address_is_refused_unless_loopback_is_allowed(string text)
    {
        var address = IPAddress.Parse(text);
        IPAddress[] own = [IPAddress.Parse("9.9.9.9"), address];
        string[] allow = ["192.168.0.0/16"];
        Assert.Equal(AddressRefusalCode.OwnAddress, Policy(allow).Check(address, own)?.Code);
        Assert.Null(Policy(allow, allowLoopback: true).Check(address, own));
    }

    [Fact]
    public void Own_network_is_refused_as_a_whole_whatever_is_allowed()
    {
        var policy = new AddressPolicy(new AddressPolicyOptions
        {
            AllowNetworks = [IPNetwork.Parse("2001:db8::/32")],
            OwnNetworks = [IPNetwork.Parse("2001:db8:1:2::/64")],
            AllowLoopback = true,
        });

        foreach (var own in (string[])["2001:db8:1:2::", "2001:db8:1:2::7", "2001:db8:1:2:ffff:ffff:ffff:ffff"])
        {
            Assert.Equal(AddressRefusalCode.OwnAddress, policy.Check(IPAddress.Parse(own), [])?.Code);
        }

        Assert.Null(policy.Check(IPAddress.Parse("2001:db8:1:3::"), []));
        Assert.Null(policy.Check(IPAddress.Parse("2001:db8:1:1:ffff:ffff:ffff:ffff"), []));
    }

    [Theory]
    [InlineData("fe80::1%3")]
    [InlineData("2001:500:2::c%3")]
    public void Address_with_a_zone_is_refused_even_if_its_network_is_allowed(string address) =>
        Assert.Equal(AddressRefusalCode.Scoped, Policy(allow: ["::/0"]).Check(IPAddress.Parse(address), [])?.Code);

    [Fact]
    public void Message_of_each_refusal_is_sentences_that_do_not_contain_the_address()
    {
        foreach (var (address, _) in Boundaries.Select(row => row.Data).Where(row => row.Item2 is not null))
        {
            var refusal = Strict.Check(IPAddress.Parse(address), [IPAddress.Parse(address)])!;
            Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("{", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("()", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(refusal.Message.Split(' '), word => IPAddress.TryParse(word.Trim('.', ',', '(', ')'), out var found) && found.AddressFamily == AddressFamily.InterNetworkV6);
            Assert.DoesNotMatch(@"\d+\.\d+\.\d+\.\d+", refusal.Message);
            Assert.Equal(refusal.Code.Info().CanBeAllowed, refusal.Message.Contains("Admission:AllowNetworks", StringComparison.Ordinal));
        }
    }

    private static AddressPolicy Policy(string[]? allow = null, string[]? deny = null, bool allowLoopback = false) => new(new AddressPolicyOptions
    {
        AllowNetworks = [.. (allow ?? []).Select(IPNetwork.Parse)],
        DenyNetworks = [.. (deny ?? []).Select(IPNetwork.Parse)],
        AllowLoopback = allowLoopback,
    });
}
