using PortScanner.Engine.Capture;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Tests;

/// <summary>The structs that cross to native code are as long as C lays them out on 64-bit Linux.</summary>
public sealed class StructLayoutTests
{
    [Fact]
    public unsafe void Structs_of_libc_have_their_C_sizes()
    {
        Assert.Equal(16, sizeof(LibC.IoVector));
        Assert.Equal(56, sizeof(LibC.MessageHeader));
        Assert.Equal(64, sizeof(LibC.MessageHeaderWithLength));
    }

    [Fact]
    public unsafe void Structs_of_libpcap_have_their_C_sizes()
    {
        Assert.Equal(24, sizeof(CaptureDevice.PacketRecord));
    }

    [Fact]
    public unsafe void Fields_of_the_message_header_lie_where_C_has_them()
    {
        LibC.MessageHeaderWithLength header;
        var start = (byte*)&header;
        Assert.Equal(16, (byte*)&header.Header.Vectors - start);
        Assert.Equal(24, (byte*)&header.Header.VectorCount - start);
        Assert.Equal(48, (byte*)&header.Header.Flags - start);
        Assert.Equal(56, (byte*)&header.SentLength - start);
    }
}
