using System.Globalization;
using System.Net;
using System.Net.Sockets;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Features.Callers;

public sealed class CanonicalAddressProperties
{
    private static readonly Config ManyTests = Config.QuickThrowOnFailure.WithMaxTest(5000);

    private static readonly Gen<byte> Bytes = Gen.Frequency((1, Gen.Constant((byte)0)), (2, Gen.Choose(0, 255).Select(value => (byte)value)));

    // Zeros often, so that "::" stands in every place and length.
    private static readonly Gen<IPAddress> Addresses = Gen.OneOf(
            Bytes.ArrayOf(4),
            Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 65535))).ArrayOf(8)
                .Select(groups => groups.SelectMany(part => (byte[])[(byte)(part >> 8), (byte)part]).ToArray()))
        .Select(bytes => new IPAddress(bytes));

    // The signs of addresses, and some that look like them elsewhere.
    private static readonly Gen<string> Texts =
        from signs in Gen.Elements("0123456789abcdefABCDEF::::....%[],/ x-+\0\u0664".ToCharArray()).ArrayOf()
        select new string(signs);

    [Fact]
    public void Address_as_programs_write_it_is_read_back_unless_it_wraps_another() =>
        Prop.ForAll(Addresses.ToArbitrary(), address =>
        {
            var fault = CanonicalAddress.Read(address.ToString(), out var read);
            return address.ToString().Contains('.', StringComparison.Ordinal) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? fault == AddressFault.Mapped && read is null
                : fault == AddressFault.None && address.Equals(read);
        }).Check(ManyTests);

    [Fact]
    public void Address_that_is_written_in_full_is_read_back_in_either_case() =>
        Prop.ForAll(Addresses.ToArbitrary(), address =>
        {
            var bytes = address.GetAddressBytes();
            if (bytes.Length == 4 || address.IsIPv4MappedToIPv6)
            {
                return true;
            }

            var full = string.Join(':', bytes.Chunk(2).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair[0]:x2}{pair[1]:X2}")));
            return CanonicalAddress.Read(full, out var read) == AddressFault.None && address.Equals(read);
        }).Check(ManyTests);

    [Fact]
    public void Text_that_is_read_means_the_same_to_every_other_parser() =>
        Prop.ForAll(Texts.ToArbitrary(), text =>
            CanonicalAddress.Read(text, out var read) != AddressFault.None
            || (IPAddress.TryParse(text, out var other) && other.Equals(read) && !read!.IsIPv4MappedToIPv6))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(50_000));

    [Fact]
    public void Beginning_or_changed_sign_of_an_address_is_read_as_what_it_says_or_refused() =>
        Prop.ForAll(Gen.Zip(Addresses, Gen.Choose(0, 127)).ToArbitrary(), input =>
        {
            var text = input.Item1.ToString();
            foreach (var length in Enumerable.Range(0, text.Length))
            {
                var flipped = string.Concat(text.AsSpan(0, length), [(char)input.Item2], text.AsSpan(length + 1));
                if (!IsRefusedOrTheSame(text[..length]) || !IsRefusedOrTheSame(flipped))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static bool IsRefusedOrTheSame(string text) =>
        CanonicalAddress.Read(text, out var read) == AddressFault.None
            ? IPAddress.TryParse(text, out var other) && other.Equals(read)
            : read is null;
}
