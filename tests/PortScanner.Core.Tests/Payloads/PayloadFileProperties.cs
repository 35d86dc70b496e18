using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Payloads;

namespace PortScanner.Core.Tests.Payloads;

public sealed class PayloadFileProperties
{
    private const string Valid = "# file\nudp 53,161-162 \"by\\x00\\\"t\\n\" # x\n  \"es\\0\" source 500\nudp 7 \"\\x41\"\n";

    [Fact]
    public void Payload_that_is_written_in_escapes_is_read_as_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<ushort>(), (bytes, port) =>
        {
            var text = $"udp {port} \"{string.Concat((bytes ?? []).Select(value => $"\\x{value:x2}"))}\"";
            return bytes is not { Length: > 0 } || port is 631 or 10074 or 20811
                || (PayloadFile.TryParse(text, out var payloads, out _) && payloads.Of(port)[0].Span.SequenceEqual(bytes));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_of_any_kind_is_read_or_refused_with_sentences() =>
        Prop.ForAll<string?>(text => text is null || IsReadOrRefused(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_of_the_notations_own_parts_is_read_or_refused_with_sentences() =>
        Prop.ForAll(
            Gen.Elements("udp ", "source ", "53", "161-162", ",", "\"", "\\", "x4", "1", "#", "\n", " ", "\"ab\" ").ListOf().Select(string.Concat).ToArbitrary(),
            IsReadOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Prefix_of_a_valid_file_is_read_or_refused_with_sentences()
    {
        for (var length = 0; length <= Valid.Length; length++)
        {
            Assert.True(IsReadOrRefused(Valid[..length]), Valid[..length]);
        }
    }

    [Fact]
    public void Valid_file_with_one_bit_flipped_is_read_or_refused_with_sentences()
    {
        Assert.True(PayloadFile.TryParse(Valid, out _, out _));
        for (var bit = 0; bit < Valid.Length * 8; bit++)
        {
            var flipped = Valid.ToCharArray();
            flipped[bit / 8] ^= (char)(1 << (bit % 8));
            Assert.True(IsReadOrRefused(new string(flipped)), new string(flipped));
        }
    }

    private static bool IsReadOrRefused(string text)
    {
        var isRead = PayloadFile.TryParse(text, out var payloads, out var errors);
        return isRead == (payloads is not null)
            && isRead == (errors.Count == 0)
            && errors.All(error => error.Message.EndsWith('.') && error.Message.All(c => c is >= ' ' and <= '~')
                && error.Line >= 0 && error.Line <= text.Split('\n').Length);
    }
}
