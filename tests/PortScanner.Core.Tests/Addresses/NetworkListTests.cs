using System.Net;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Addresses;

namespace PortScanner.Core.Tests.Addresses;

public sealed class NetworkListTests
{
    [Fact]
    public void Line_is_a_network_a_comment_or_nothing()
    {
        var networks = NetworkList.Parse("# who\n\n 192.0.2.0/24  # why\r\n2001:db8::/32\n#\n", out var wrong);
        Assert.Equal([IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("2001:db8::/32")], networks);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Wrong_lines_are_told_by_their_numbers()
    {
        NetworkList.Parse("192.0.2.0/24\n192.0.2.1\n# fine\n192.0.2.1/24\n192.0.2.0/24 2001:db8::/32", out var wrong);
        Assert.Equal([2, 4, 5], wrong);
    }

    [Fact]
    public void Each_line_counts_for_what_it_is_among_any_others() =>
        Prop.ForAll(
            Gen.Elements("192.0.2.0/24", "2001:db8::/32 # a comment", "", "  ", "# 192.0.2.0/24", "192.0.2.1/24", "nonsense", "::ffff:192.0.2.0/120").ListOf().ToArbitrary(),
            lines =>
            {
                var networks = NetworkList.Parse(string.Join('\n', lines), out var wrong);
                var (right, bad) = (lines.Count(IsNetwork), lines.Index().Where(line => IsWrong(line.Item)).Select(line => line.Index + 1));
                return networks.Count == right && wrong.SequenceEqual(bad);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read_without_an_exception() => Prop.ForAll<string>(text => NetworkList.Parse(text, out _) is not null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void Cut_or_changed_entry_is_never_another_network_than_it_says(int position)
    {
        const string Entry = "192.0.2.0/24";
        NetworkList.Parse(Entry.AsSpan(0, position), out var cut);
        Assert.Equal(position == 0 ? [] : [1], cut);
        NetworkList.Parse(Entry.Remove(position, 1).Insert(position, "x"), out var changed);
        Assert.Equal([1], changed);
    }

    private static bool IsNetwork(string line) => line is "192.0.2.0/24" or "2001:db8::/32 # a comment";

    private static bool IsWrong(string line) => line is "192.0.2.1/24" or "nonsense" or "::ffff:192.0.2.0/120";
}
