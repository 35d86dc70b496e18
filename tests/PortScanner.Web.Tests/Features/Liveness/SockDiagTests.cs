using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

using PortScanner.Web.Features.Liveness;

namespace PortScanner.Web.Tests.Features.Liveness;

/// <summary>What is made of the kernel's lists of connections, and of lists that no kernel writes.</summary>
public sealed class SockDiagTests
{
    private static readonly IPAddress Peer = IPAddress.Parse("192.0.2.7");

    [Theory]
    [InlineData("192.0.2.7", 4711, 2)]
    [InlineData("192.0.2.7", null, 3)]
    [InlineData("2001:db8::7", 4711, 1)]
    [InlineData("2001:db8::7", 4712, 0)]
    public void Connections_of_a_peer_are_found_by_address_and_port(string peer, int? port, int count)
    {
        var found = new List<KernelConnection>();
        byte[] list = [.. Message("192.0.2.7", 4711, 1), .. Message("192.0.2.7", 4712, 2), .. Message("::ffff:192.0.2.7", 4711, 3), .. Message("2001:db8::7", 4711, 4)];
        Assert.True(SockDiag.Read(list, AddressFamily.InterNetwork, IPAddress.Parse(peer), (ushort?)port, found));
        Assert.Equal(count, found.Count);
    }

    [Fact]
    public void Connection_tells_when_its_peer_was_heard_if_it_is_the_very_one()
    {
        var found = new List<KernelConnection>();
        var message = Message("192.0.2.7", 4711, 1);
        SockDiag.Read(message, AddressFamily.InterNetwork, Peer, 4711, found);
        var connection = Assert.Single(found);
        Assert.Equal(TimeSpan.FromMilliseconds(900), SockDiag.ReadOne(message, connection)?.SinceHeard);

        // The kernel gives each connection another number, whoever has the ports then.
        Assert.Null(SockDiag.ReadOne(Message("192.0.2.7", 4711, 2), connection));
        Assert.Null(SockDiag.ReadOne([36, 0, 0, 0, 2, 0, 0, 0, .. new byte[28]], connection));
    }

    [Fact]
    public void Request_for_one_connection_names_all_that_tells_it_apart()
    {
        var found = new List<KernelConnection>();
        var message = Message("192.0.2.7", 4711, 77);
        SockDiag.Read(message, AddressFamily.InterNetworkV6, Peer, 4711, found);
        var request = SockDiag.Request(found[0], new byte[256]);
        Assert.Equal(72, request.Length);
        Assert.Equal(message.AsSpan(16 + 4, 48), request[(16 + 8)..]);
    }

    [Theory]
    [InlineData(2)] // an error
    [InlineData(3)] // the end
    public void List_ends_where_the_kernel_says_so(ushort type)
    {
        var found = new List<KernelConnection>();
        byte[] last = [20, 0, 0, 0, (byte)type, 0, 2, 0, .. new byte[12]];
        Assert.False(SockDiag.Read([.. Message("192.0.2.7", 4711, 1), .. last], AddressFamily.InterNetwork, Peer, null, found));
        Assert.Single(found);
    }

    [Fact]
    public void Damaged_list_never_throws()
    {
        var connection = new KernelConnection(AddressFamily.InterNetwork, Message("192.0.2.7", 4711, 1).AsMemory(16 + 4, 48));
        byte[] list = [.. Message("192.0.2.7", 4711, 1), .. Message("2001:db8::7", 4711, 2)];
        for (var length = 0; length < list.Length; length++)
        {
            Read(list.AsSpan(0, length));
            foreach (var flip in (byte[])[1, 0x80, 0xFF])
            {
                list[length] ^= flip;
                Read(list);
                list[length] ^= flip;
            }
        }

        void Read(ReadOnlySpan<byte> data)
        {
            SockDiag.Read(data, AddressFamily.InterNetwork, Peer, 4711, new List<KernelConnection>());
            SockDiag.ReadOne(data, connection);
        }
    }

    // nlmsghdr, inet_diag_msg, an attribute that does not matter, and the beginning of tcp_info.
    private static byte[] Message(string peer, ushort port, byte cookie)
    {
        var address = IPAddress.Parse(peer).GetAddressBytes();
        var message = new byte[16 + 72 + 8 + 4 + 76];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        message[4] = 20;
        message[16] = (byte)(address.Length == 4 ? 2 : 10);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(16 + 4 + 2), port);
        address.CopyTo(message, 16 + 24);
        message[16 + 4 + 44] = cookie;
        message[16 + 72] = 5; // as long, and a byte to the next multiple of four
        message[16 + 72 + 2] = 8;
        message[16 + 72 + 8] = 4 + 76;
        message[16 + 72 + 8 + 2] = 2;
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16 + 72 + 8 + 4 + 52), 5000);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16 + 72 + 8 + 4 + 56), 900);
        return message;
    }
}
