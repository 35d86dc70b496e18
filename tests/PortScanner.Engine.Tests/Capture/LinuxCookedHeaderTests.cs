using System.Buffers.Binary;

using PortScanner.Engine.Capture;

namespace PortScanner.Engine.Tests.Capture;

public sealed class LinuxCookedHeaderTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void Packet_is_taken_unless_it_was_sent_to_another_machine_or_by_this_one(byte packetType, bool isTaken)
    {
        var frame = new byte[LinuxCookedHeader.Length + 3];
        frame[1] = packetType;
        frame[^1] = 9;
        Assert.Equal(isTaken, LinuxCookedHeader.TryGetIncomingPacket(frame, out var packet));
        Assert.Equal(isTaken ? [0, 0, 9] : [], packet.ToArray());
    }

    [Theory]
    [InlineData(772, true)]
    [InlineData(1, false)]
    [InlineData(0x0403, false)]
    public void Frame_is_of_the_loopback_interface_if_its_hardware_type_says_so(ushort hardwareType, bool isLoopback)
    {
        var frame = new byte[LinuxCookedHeader.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), hardwareType);

        Assert.Equal(isLoopback, LinuxCookedHeader.IsLoopback(frame));
        Assert.All(Enumerable.Range(0, frame.Length), length => Assert.False(LinuxCookedHeader.IsLoopback(frame.AsSpan(0, length))));
    }

    [Fact]
    public void Frame_without_a_packet_is_refused() =>
        Assert.False(LinuxCookedHeader.TryGetIncomingPacket(new byte[LinuxCookedHeader.Length], out _));
}
