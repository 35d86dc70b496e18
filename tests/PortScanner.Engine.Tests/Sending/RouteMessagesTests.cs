using System.Net;
using System.Runtime.InteropServices;

using PortScanner.Core.Addresses;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Tests.Sending;

public sealed class RouteMessagesTests
{
    private const byte Unicast = 1;
    private const byte Local = 2;
    private const byte Unreachable = 7;
    private const ushort Gateway = 5;
    private const ushort Interface = 4;
    private const ushort Via = 18;
    private const ushort Multipath = 9;

    [Theory]
    [InlineData(false, Local, 32, Interface, RouteKind.Local)]
    [InlineData(false, Unicast, 32, Interface, RouteKind.OnLink)]
    [InlineData(false, Unicast, 32, Gateway, RouteKind.Router)]
    [InlineData(false, Unicast, 32, Via, RouteKind.Router)]
    [InlineData(true, Unicast, 24, Interface, RouteKind.OnLink)]
    [InlineData(true, Unicast, 0, Interface, RouteKind.Router)]
    [InlineData(true, Unicast, 1, Interface, RouteKind.Router)]
    [InlineData(true, Unicast, 24, Multipath, RouteKind.Router)]
    [InlineData(false, Unreachable, 32, Interface, RouteKind.Unknown)]
    public void Reply_says_whether_a_router_stands_between(bool ofTable, byte type, byte prefix, ushort attribute, RouteKind kind) =>
        Assert.Equal(kind, RouteMessages.Read(Reply(24, type, prefix, attribute), ofTable));

    [Fact]
    public void Error_is_no_route() => Assert.Equal(RouteKind.Unknown, RouteMessages.Read(Reply(2, Unicast, 32, Interface), isOfTable: false));

    [Fact]
    public void Reply_that_is_cut_or_altered_anywhere_is_read_without_a_fault()
    {
        var reply = Reply(24, Unicast, 32, Gateway);
        for (var length = 0; length < reply.Length; length++)
        {
            Assert.Equal(RouteKind.Unknown, RouteMessages.Read(reply.AsSpan(0, length), isOfTable: false));
        }

        for (var bit = 0; bit < 8 * reply.Length; bit++)
        {
            var altered = reply.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(Enum.IsDefined(RouteMessages.Read(altered, isOfTable: true)));
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Kernel_says_that_loopback_is_this_machine(string loopback)
    {
        var address = IPAddress.Parse(loopback);

        Assert.Equal(new ProbeRoute(address, RouteKind.Local), Routes.To(address, null));
    }

    private static byte[] Reply(ushort message, byte type, byte prefix, ushort attribute)
    {
        var reply = new byte[36];
        MemoryMarshal.Write(reply, reply.Length);
        MemoryMarshal.Write(reply.AsSpan(4), message);
        reply[16] = 2;
        reply[17] = prefix;
        reply[23] = type;
        MemoryMarshal.Write(reply.AsSpan(28), (ushort)8);
        MemoryMarshal.Write(reply.AsSpan(30), attribute);
        return reply;
    }
}
