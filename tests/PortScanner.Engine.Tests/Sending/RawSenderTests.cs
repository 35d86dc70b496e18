using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tests.Scans;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Sending;

[Trait("Needs", "raw sockets")]
public sealed class RawSenderTests : IDisposable
{
    private static readonly IPAddress LoopbackBroadcast = IPAddress.Parse("127.255.255.255");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly RefusalList _refusals = new();

    public RawSenderTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.ReceiveTimeout = 5000;
    }

    [Fact]
    public void Packet_in_the_batch_arrives_once_the_batch_is_sent()
    {
        Rights.SkipWithoutRawSockets();
        using var sender = new RawSender(IPAddress.Loopback, TimeProvider.System);
        var packet = Datagram(IPAddress.Loopback, [1, 2, 3]);
        packet.CopyTo(sender.NextPacket);
        sender.Add(Targets.Of(IPAddress.Loopback), packet.Length, default, _refusals);
        Assert.Equal(0, _listener.Available);
        sender.Flush();
        var received = new byte[10];
        Assert.Equal(3, _listener.Receive(received));
        Assert.Empty(_refusals.Probes);
    }

    [Fact]
    public void Full_batches_are_sent_at_once_and_in_order()
    {
        Rights.SkipWithoutRawSockets();
        using var sender = new RawSender(IPAddress.Loopback, TimeProvider.System);
        for (byte i = 0; i < 40; i++)
        {
            var packet = Datagram(IPAddress.Loopback, [i]);
            packet.CopyTo(sender.NextPacket);
            sender.Add(Targets.Of(IPAddress.Loopback), packet.Length, new Send(i), _refusals);
        }

        sender.Flush();
        var received = new byte[10];
        for (byte i = 0; i < 40; i++)
        {
            Assert.Equal(1, _listener.Receive(received));
            Assert.Equal(i, received[0]);
        }
    }

    [Fact]
    public void Packet_to_anyone_but_the_target_is_refused_and_nothing_is_sent()
    {
        Rights.SkipWithoutRawSockets();
        using var sender = new RawSender(IPAddress.Loopback, TimeProvider.System);
        var packet = Datagram(IPAddress.Loopback, [1]);
        packet.CopyTo(sender.NextPacket);
        Assert.Throws<InvalidOperationException>(
            () => sender.Add(Targets.Of(IPAddress.Parse("127.0.0.2")), packet.Length, default, _refusals));
        sender.NextPacket.Clear();
        Assert.Throws<InvalidOperationException>(
            () => sender.Add(Targets.Of(IPAddress.Loopback), packet.Length, default, _refusals));
        sender.Flush();
        Assert.False(_listener.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectRead));
    }

    [Fact]
    public void Packet_that_the_kernel_refuses_is_told_by_its_number_and_the_next_is_sent()
    {
        Rights.SkipWithoutRawSockets();
        using var sender = new RawSender(IPAddress.Loopback, TimeProvider.System);

        // A raw socket may not send to a broadcast address without asking for it, and 127.255.255.255 is one.
        foreach (var (address, index) in new[] { (LoopbackBroadcast, 7), (IPAddress.Loopback, 8), (LoopbackBroadcast, 9) })
        {
            var packet = Datagram(address, [(byte)index]);
            packet.CopyTo(sender.NextPacket);
            sender.Add(Targets.Of(address), packet.Length, new Send(index), _refusals);
        }

        sender.Flush();
        Assert.Equal([7, 9], _refusals.Probes);
        var received = new byte[10];
        Assert.Equal(1, _listener.Receive(received));
        Assert.Equal(8, received[0]);
    }

    public void Dispose() => _listener.Dispose();

    private byte[] Datagram(IPAddress to, byte[] payload)
    {
        var datagram = new byte[UdpHeader.Length + payload.Length];
        UdpHeader.Write(datagram, 61000, (ushort)((IPEndPoint)_listener.LocalEndPoint!).Port, payload.Length);
        payload.CopyTo(datagram.AsSpan(UdpHeader.Length));
        return MatchedScan.Ip(IPAddress.Loopback, to, IpProtocol.Udp, datagram);
    }

    private sealed class RefusalList : ISendReport
    {
        public List<int> Probes { get; } = [];

        public void OnLeaving(Send send, long now)
        {
            // Only refusals are of interest here.
        }

        public void OnRefused(Send send, SendError error) => Probes.Add(send.Probe);
    }
}
