using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Tests.Reports;

namespace PortScanner.Core.Tests.Addresses;

public sealed class SpecialPurposeRegistryTests
{
    private const string Header = "network\tkind\tsince\tsource\tname\n";

    /// <summary>The address blocks of IANA's two special-purpose address registries, as they are written there.</summary>
    public static TheoryData<string> Registered => new(
        "0.0.0.0/8", "0.0.0.0/32", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.0.0/29",
        "192.0.0.8/32", "192.0.0.9/32", "192.0.0.10/32", "192.0.0.170/32", "192.0.0.171/32", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.88.99.2/32", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "255.255.255.255/32",
        "::1/128", "::/128", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001::/32", "2001:1::1/128",
        "2001:1::2/128", "2001:1::3/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28",
        "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10");

    [Fact]
    public void Ranges_are_unique() =>
        Assert.Equal(SpecialPurposeRegistry.All.Count, SpecialPurposeRegistry.All.Select(range => range.Network).Distinct().Count());

    [Fact]
    public void Range_within_one_that_can_never_be_allowed_can_never_be_allowed() =>
        Assert.All(
            SpecialPurposeRegistry.All.SelectMany(_ => SpecialPurposeRegistry.All, (outer, inner) => (outer, inner))
                .Where(pair => !pair.outer.Kind.Info().CanBeAllowed && pair.outer.Network.Contains(pair.inner.Network.BaseAddress))
                .Where(pair => pair.inner.Network.PrefixLength > pair.outer.Network.PrefixLength),
            pair => Assert.False(pair.inner.Kind.Info().CanBeAllowed, pair.inner.Network.ToString()));

    [Fact]
    public void Table_of_refusals_is_in_the_order_of_its_codes() =>
        Assert.Equal(Enum.GetValues<AddressRefusalCode>(), AddressRefusals.All.Select(refusal => refusal.Code));

    [Fact]
    public void File_says_as_of_when_it_is_whole()
    {
        var file = File.ReadAllLines(RepositoryFiles.Document("../src/PortScanner.Core/Addresses/special-purpose.tsv"));
        var latest = file.SkipWhile(line => line.StartsWith('#')).Skip(1).Max(row => row.Split('\t')[2]);
        Assert.Contains(file, line => line.StartsWith($"# The registries as of {latest},", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Registered))]
    public void Each_block_of_the_registries_is_refused_as_a_whole(string block)
    {
        var network = IPNetwork.Parse(block);
        var policy = new AddressPolicy(new AddressPolicyOptions());
        Assert.NotNull(policy.Check(network.BaseAddress, []));
        Assert.NotNull(policy.Check(LastOf(network), []));
        Assert.True(block == "::ffff:0:0/96" || SpecialPurposeRegistry.All.Any(range => range.Network.Equals(network)), block);
    }

    [Theory]
    [InlineData("10.0.0.1/8\tprivate\t1996-02\tRFC 1918\tprivate use\n", "network")]
    [InlineData("10.0.0.0/8\tsecret\t1996-02\tRFC 1918\tprivate use\n", "kind")]
    [InlineData("10.0.0.0/8\tprivate\t1996-13\tRFC 1918\tprivate use\n", "since")]
    [InlineData("10.0.0.0/8\tprivate\t1996-02\tbook\tprivate use\n", "RFC")]
    public void Load_of_a_wrong_line_names_the_line_and_the_fault(string line, string words)
    {
        var error = Assert.Throws<InvalidDataException>(() => SpecialPurposeRegistry.Load(new StringReader(Header + line)));
        Assert.Contains("special-purpose.tsv, line 2:", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static IPAddress LastOf(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
