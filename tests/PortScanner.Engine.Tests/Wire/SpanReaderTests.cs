using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Tests.Wire;

public sealed class SpanReaderTests
{
    [Fact]
    public void Reader_reads_what_the_writer_wrote()
    {
        byte[] bytes = new byte[64];
        var writer = new SpanWriter(bytes);
        writer.WriteByte(0x01);
        writer.WriteUInt16(0x0203);
        writer.WriteUInt32(0x0405_0607);
        writer.WriteUInt64(0x0809_0A0B_0C0D_0E0F);
        writer.WriteZeros(2);
        writer.WriteHex(0x00AB_CDEFu);
        writer.WriteHex(0x0000_0000_0000_0012ul);
        Assert.Equal(41, writer.Length);

        var reader = new SpanReader(bytes.AsSpan(0, writer.Length));
        Assert.True(reader.Expects((byte)0x01));
        Assert.True(reader.Expects((ushort)0x0203));
        Assert.True(reader.Expects(0x0405_0607u));
        Assert.True(reader.Expects(0x0809_0A0B_0C0D_0E0Ful));
        Assert.True(reader.TrySkip(2));
        Assert.True(reader.Expects("00abcdef"u8));
        Assert.True(reader.Expects("0000000000000012"u8));
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Reader_asked_for_more_than_there_is_says_no()
    {
        ReadOnlySpan<byte> seven = [1, 2, 3, 4, 5, 6, 7];
        Assert.False(new SpanReader(seven).TryReadUInt64(out _));
        Assert.False(new SpanReader(seven[..3]).TryReadUInt32(out _));
        Assert.False(new SpanReader(seven[..1]).TryReadUInt16(out _));
        Assert.False(new SpanReader([]).TryReadByte(out _));
        Assert.False(new SpanReader(seven).TrySkip(8));
        Assert.False(new SpanReader(seven).TrySkip(-1));
        Assert.False(new SpanReader(seven).TrySkip(int.MinValue));
        Assert.True(new SpanReader(seven).TrySkip(7));
        Assert.True(new SpanReader([]).TrySkip(0));
    }
}
