using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Ports;

namespace PortScanner.Core.Tests.Ports;

public sealed class PortSpecificationProperties
{
    private static readonly string[] Valid =
    [
        "22,80,8000-8100,U:53,T:443", "U:53,111,137,T:21-25,80", "-100", "60000-", " 22 , 80 ,\t8000 - 8100 ", "t:1,u:2,T:3-4,U:5-",
    ];

    // A walk from port to port: short steps make runs, so that ranges and single ports are mixed.
    private static readonly Gen<PortSet> PortSets =
        Gen.OneOf(Gen.Constant(1), Gen.Choose(1, 3), Gen.Choose(1, 9000)).ListOf().Select(Walk);

    private static readonly Arbitrary<PortSpecification> Specifications =
        Gen.Zip(PortSets, PortSets).Select(sets => new PortSpecification(sets.Item1, sets.Item2)).Where(spec => !spec.IsEmpty).ToArbitrary();

    // At the edges of words of 64 ports too, where ranges are laid together of whole words and parts.
    private static readonly Gen<int> Port = Gen.OneOf(
        Gen.Choose(0, ushort.MaxValue), Gen.Choose(0, PortSet.PortCount / 64).Select(word => Math.Clamp((word * 64) - 1, 0, ushort.MaxValue)),
        Gen.Choose(0, (PortSet.PortCount / 64) - 1).Select(word => word * 64));

    private static readonly Arbitrary<(int First, int Last)[]> Ranges =
        Gen.Zip(Port, Port).Select(ends => (Math.Min(ends.Item1, ends.Item2), Math.Max(ends.Item1, ends.Item2))).NonEmptyListOf().Select(ranges => ranges.ToArray()).ToArbitrary();

    [Fact]
    public void Specification_that_is_written_and_read_again_is_the_same() =>
        Prop.ForAll(Specifications, specification =>
        {
            var text = specification.ToString();
            return text.Length > PortSpecification.MaximumLength
                || (PortSpecification.TryParse(text, out var again, out _) && again == specification && again.ToString() == text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ranges_in_any_order_and_number_are_the_ports_that_they_hold() =>
        Prop.ForAll(Ranges, ranges =>
        {
            var named = new bool[PortSet.PortCount];
            foreach (var (first, last) in ranges)
            {
                named.AsSpan(first, last - first + 1).Fill(true);
            }

            var text = string.Join(',', ranges.Select(range => $"{range.First}-{range.Last}"));
            return text.Length > PortSpecification.MaximumLength
                || (PortSpecification.TryParse(text, out var read, out _) && read.Tcp.Ports.SequenceEqual(Enumerable.Range(0, named.Length).Where(port => named[port]).Select(port => (ushort)port)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_of_any_kind_is_read_or_refused_with_a_sentence() =>
        Prop.ForAll<string?>(text => text is null || IsReadOrRefused(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_of_the_notations_own_characters_is_read_or_refused_with_a_sentence() =>
        Prop.ForAll(
            Gen.Elements("0123456789,-:TUSP []*x\t".ToCharArray()).ListOf().Select(chars => new string([.. chars])).ToArbitrary(),
            IsReadOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Prefix_of_a_valid_text_is_read_or_refused_with_a_sentence()
    {
        foreach (var text in Valid)
        {
            for (var length = 0; length <= text.Length; length++)
            {
                Assert.True(IsReadOrRefused(text[..length]), text[..length]);
            }
        }
    }

    [Fact]
    public void Valid_text_with_one_bit_flipped_is_read_or_refused_with_a_sentence()
    {
        foreach (var text in Valid)
        {
            for (var bit = 0; bit < text.Length * 8; bit++)
            {
                var flipped = text.ToCharArray();
                flipped[bit / 8] ^= (char)(1 << (bit % 8));
                Assert.True(IsReadOrRefused(new string(flipped)), new string(flipped));
            }
        }
    }

    private static bool IsReadOrRefused(string text) =>
        PortSpecification.TryParse(text, out var specification, out var error)
            ? !specification.IsEmpty && error is null && Ascends(specification.Tcp) && Ascends(specification.Udp)
            : specification is null
                && error.Message.EndsWith('.')
                && error.Message.All(c => c is >= ' ' and <= '~')
                && error.Position >= 1
                && error.Position <= Math.Max(text.Length, 1) + 1;

    private static bool Ascends(PortSet set) => set.Ports.Zip(set.Ports.Skip(1)).All(pair => pair.First < pair.Second);

    private static PortSet Walk(IEnumerable<int> steps)
    {
        var ports = new List<ushort>();
        var port = -1;
        foreach (var step in steps)
        {
            port += step;
            if (port > ushort.MaxValue)
            {
                break;
            }

            ports.Add((ushort)port);
        }

        return PortSet.From(ports);
    }
}
