using FsCheck;
using FsCheck.Fluent;

using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Tests.Wire;

public sealed class BerTests
{
    // The examples of X.690 section 8.3 and the edges of each length.
    [Theory]
    [InlineData(0, "020100")]
    [InlineData(127, "02017F")]
    [InlineData(128, "02020080")]
    [InlineData(256, "02020100")]
    [InlineData(-1, "0201FF")]
    [InlineData(-128, "020180")]
    [InlineData(-129, "0202FF7F")]
    [InlineData(32767, "02027FFF")]
    [InlineData(32768, "0203008000")]
    [InlineData(8388608, "020400800000")]
    [InlineData(int.MaxValue, "02047FFFFFFF")]
    [InlineData(int.MinValue, "020480000000")]
    public void Integer_is_written_in_the_fewest_octets(int value, string expected)
    {
        byte[] octets = new byte[8];
        var writer = new BerWriter(octets);
        writer.WriteInteger(value);
        Assert.Equal(expected, Convert.ToHexString(octets.AsSpan(0, writer.Length)));
    }

    [Fact]
    public void Integer_that_was_written_is_read_back() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), value =>
    {
        byte[] octets = new byte[8];
        var writer = new BerWriter(octets);
        writer.WriteInteger(value);
        return new BerReader(octets.AsSpan(0, writer.Length)).ExpectsInteger(value);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0203000001", 1)]
    [InlineData("0208FFFFFFFFFFFFFFFE", -2)]
    [InlineData("02840000000105", 5)]
    [InlineData("02810105", 5)]
    public void Integer_written_by_a_wordy_encoder_is_read(string octets, long expected) =>
        Assert.True(new BerReader(Convert.FromHexString(octets)).ExpectsInteger(expected));

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0200")]
    [InlineData("020205")]
    [InlineData("040105")]
    [InlineData("02800105")]
    [InlineData("0209000000000000000001")]
    [InlineData("0285000000000105")]
    [InlineData("0284FFFFFFFF05")]
    [InlineData("02FF05")]
    public void Integer_that_is_not_whole_or_not_definite_is_refused(string octets) =>
        Assert.False(new BerReader(Convert.FromHexString(octets)).TryReadInteger(out _));

    [Fact]
    public void Value_too_long_for_a_length_of_one_octet_is_a_fault_of_ours() => Assert.Throws<InvalidOperationException>(() =>
        new BerWriter(new byte[256]).Write(BerTag.OctetString, new byte[128]));
}
