using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

using PortScanner.Engine;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Units;

/// <summary>What the kernel lists of real connections over loopback, and what is made of lists that no kernel writes.</summary>
public sealed class ProxiedPathTests
{
    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", false)]
    public void Visitor_who_has_a_connection_with_this_machine_is_heard(string visitor, bool onDualSocket)
    {
        var address = IPAddress.Parse(visitor);
        using var listener = new TcpListener(onDualSocket ? IPAddress.IPv6Any : address, 0);
        if (onDualSocket)
        {
            listener.Server.DualMode = true;
        }

        listener.Start();
        using var client = new TcpClient(address.AddressFamily);
        client.Connect(address, ((IPEndPoint)listener.LocalEndpoint).Port);
        using var accepted = listener.AcceptSocket();

        Assert.InRange(
            new ProxiedPath(address, new TcpConnections(TimeProvider.System)).Look().SinceHeard, TimeSpan.Zero, TargetSign.Never - TimeSpan.FromTicks(1));
    }

    [Theory]
    [InlineData("192.0.2.77")]
    [InlineData("2001:db8::77")]
    public void Visitor_without_one_was_never_heard(string visitor) =>
        Assert.Equal(TargetSign.None, new ProxiedPath(IPAddress.Parse(visitor), new TcpConnections(TimeProvider.System)).Look());

    [Fact]
    public void Last_acknowledgement_of_several_connections_counts()
    {
        var heard = new Dictionary<IPAddress, TargetSign>();
        byte[] list = [.. Message("192.0.2.7", 900), .. Message("192.0.2.7", 20), .. Message("::ffff:192.0.2.7", 400), .. Message("2001:db8::7", 5)];
        Assert.True(SocketDiagnosis.Read(list, heard));
        Assert.Equal(
            [
                (IPAddress.Parse("192.0.2.7"), new TargetSign(TimeSpan.FromMilliseconds(20), IsAsked: false)),
                (IPAddress.Parse("2001:db8::7"), new TargetSign(TimeSpan.FromMilliseconds(5), IsAsked: false)),
            ],
            heard.Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData(0, 0, 0, false)] // nothing is waited for
    [InlineData(1, 0, 200, false)] // data is on its way
    [InlineData(1, 3, 1600, true)] // data was sent again and again
    [InlineData(2, 0, 900, true)] // keep-alive each second
    [InlineData(2, 0, 7_200_000, false)] // keep-alive as Linux has it by default
    [InlineData(3, 0, 0, false)] // the connection's end
    public void Visitor_is_asked_where_an_acknowledgement_is_overdue_or_asked_for_each_second(byte timer, byte retransmissions, int expiry, bool isAsked)
    {
        var heard = new Dictionary<IPAddress, TargetSign>();
        var message = Message("192.0.2.7", 20);
        (message[16 + 2], message[16 + 3]) = (timer, retransmissions);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16 + 52), expiry);

        SocketDiagnosis.Read([.. message, .. Message("192.0.2.7", 900)], heard);

        Assert.Equal(new TargetSign(TimeSpan.FromMilliseconds(20), isAsked), heard[IPAddress.Parse("192.0.2.7")]);
    }

    [Theory]
    [InlineData(2)] // an error
    [InlineData(3)] // the end
    public void List_ends_where_the_kernel_says_so(ushort type)
    {
        var heard = new Dictionary<IPAddress, TargetSign>();
        byte[] last = [20, 0, 0, 0, (byte)type, 0, 2, 0, .. new byte[12]];
        Assert.False(SocketDiagnosis.Read([.. Message("192.0.2.7", 20), .. last], heard));
        Assert.Single(heard);
    }

    [Fact]
    public void Damaged_list_never_throws()
    {
        byte[] list = [.. Message("192.0.2.7", 900), .. Message("2001:db8::7", 5)];
        for (var length = 0; length < list.Length; length++)
        {
            SocketDiagnosis.Read(list.AsSpan(0, length), new Dictionary<IPAddress, TargetSign>());
            foreach (var flip in (byte[])[1, 0x80, 0xFF])
            {
                list[length] ^= flip;
                SocketDiagnosis.Read(list, new Dictionary<IPAddress, TargetSign>());
                list[length] ^= flip;
            }
        }
    }

    // nlmsghdr, inet_diag_msg, an attribute that does not matter, and the beginning of tcp_info.
    private static byte[] Message(string peer, int milliseconds)
    {
        var address = IPAddress.Parse(peer).GetAddressBytes();
        var message = new byte[16 + 72 + 8 + 4 + 76];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        message[4] = 20;
        message[16] = (byte)(address.Length == 4 ? 2 : 10);
        address.CopyTo(message, 16 + 24);
        message[16 + 72] = 5; // as long, and a byte to the next multiple of four
        message[16 + 72 + 2] = 8;
        message[16 + 72 + 8] = 4 + 76;
        message[16 + 72 + 8 + 2] = 2;
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16 + 72 + 8 + 4 + 56), milliseconds);
        return message;
    }
}
