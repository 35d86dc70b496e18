using PortScanner.Core.Addresses;

namespace PortScanner.Core.Tests.Addresses;

public sealed class SpecialPurposeRegistryTests
{
    private const string Header = "network\tkind\tsince\tsource\tname\n";

    [Fact]
    public void Ranges_are_unique() =>
        Assert.Equal(SpecialPurposeRegistry.All.Count, SpecialPurposeRegistry.All.Select(range => range.Network).Distinct().Count());

    [Fact]
    public void Range_within_one_that_can_never_be_allowed_can_never_be_allowed() =>
        Assert.All(
            SpecialPurposeRegistry.All.SelectMany(_ => SpecialPurposeRegistry.All, (outer, inner) => (outer, inner))
                .Where(pair => !pair.outer.Kind.Info().CanBeAllowed && pair.outer.Network.Contains(pair.inner.Network.BaseAddress))
                .Where(pair => pair.inner.Network.PrefixLength > pair.outer.Network.PrefixLength),
            pair => Assert.False(pair.inner.Kind.Info().CanBeAllowed, pair.inner.Name));

    [Fact]
    public void Table_of_refusals_is_in_the_order_of_its_codes() =>
        Assert.Equal(Enum.GetValues<AddressRefusalCode>(), AddressRefusals.All.Select(refusal => refusal.Code));

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
}
