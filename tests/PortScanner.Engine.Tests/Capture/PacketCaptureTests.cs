using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

using PortScanner.Core.Ports;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tests.Scans;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Capture;

[Trait("Needs", "raw sockets")]
public sealed class PacketCaptureTests
{
    private static readonly PortRange Ports = new(61900, 61903);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public void Steady_traffic_does_not_keep_the_capture_from_saying_that_it_has_looked()
    {
        Rights.SkipWithoutRawSockets();
        var counter = new Counter();
        using var capture = new PacketCapture(counter, Ports, 1 << 20, TimeProvider.System);
        capture.Start();
        using var traffic = new Traffic();
        Assert.True(SpinWait.SpinUntil(() => counter.Count > 100, Timeout));
        var moment = TimeProvider.System.GetTimestamp();
        Assert.True(SpinWait.SpinUntil(() => capture.HasLookedSince(moment), Timeout));
    }

    [Fact]
    public void Capture_that_was_closed_is_reopened_and_the_gap_counts_as_a_loss()
    {
        Rights.SkipWithoutRawSockets();
        var counter = new Counter();
        using var capture = new PacketCapture(counter, Ports, 1 << 20, TimeProvider.System);
        var before = capture.ReadLossCount();
        typeof(PacketCapture).GetMethod("Close", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(capture, null);
        Assert.False(capture.IsRunning);
        capture.Start();
        Assert.True(SpinWait.SpinUntil(() => capture.IsRunning, Timeout));
        Assert.True(capture.ReadLossCount() > before);
        using var traffic = new Traffic();
        Assert.True(SpinWait.SpinUntil(() => counter.Count > 0, Timeout));
    }

    [Fact]
    public void Capture_that_was_renewed_goes_on_and_has_lost_nothing()
    {
        Rights.SkipWithoutRawSockets();
        var counter = new Counter();
        using var capture = new PacketCapture(counter, Ports, 1 << 20, TimeProvider.System);
        capture.Start();
        var before = capture.ReadLossCount();
        capture.Renew();
        Assert.True(capture.IsRunning);
        Assert.Equal(before, capture.ReadLossCount());
        using var traffic = new Traffic();
        Assert.True(SpinWait.SpinUntil(() => counter.Count > 0, Timeout));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Packet_is_delivered_when_it_arrives_and_not_when_it_leaves(string address)
    {
        Rights.SkipWithoutRawSockets();
        var counter = new Counter();
        using var capture = new PacketCapture(counter, Ports, 1 << 20, TimeProvider.System);
        capture.Start();
        var target = new IPEndPoint(IPAddress.Parse(address), Ports.First);
        using var receiver = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(target);
        using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        for (var i = 0; i < 3; i++)
        {
            socket.SendTo([1], target);
        }

        var moment = TimeProvider.System.GetTimestamp();
        Assert.True(SpinWait.SpinUntil(() => capture.HasLookedSince(moment), Timeout));
        Assert.Equal(3, counter.Count);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Packet_that_is_shorter_than_it_says_is_refused_as_IP_refuses_it(string address)
    {
        Rights.SkipWithoutRawSockets();
        var counter = new Counter();
        using var capture = new PacketCapture(counter, Ports, 1 << 20, TimeProvider.System);
        capture.Start();
        var here = IPAddress.Parse(address);
        var datagram = new byte[UdpHeader.Length + 10];
        UdpHeader.Write(datagram, 19, Ports.First, 10);
        var packet = MatchedScan.Ip(here, here, IpProtocol.Udp, datagram);
        var lengthAt = packet[0] >> 4 == 6 ? 5 : 3;
        using var loopback = new LoopbackLink(here.AddressFamily);

        loopback.Send(packet);
        packet[lengthAt]++;
        loopback.Send(packet);
        packet[lengthAt] -= 2;
        loopback.Send(packet);

        var moment = TimeProvider.System.GetTimestamp();
        Assert.True(SpinWait.SpinUntil(() => capture.HasLookedSince(moment), Timeout));
        Assert.Equal(2, counter.Count);
    }

    // A few packets every third of a millisecond, until it is disposed of: there are always some that came since the last look.
    private sealed class Traffic : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _thread;

        public Traffic()
        {
            _thread = new Thread(Send);
            _thread.Start();
        }

        public void Dispose()
        {
            _stop.Cancel();
            _thread.Join();
            _stop.Dispose();
        }

        private void Send()
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var target = new IPEndPoint(IPAddress.Loopback, Ports.First);
            while (!_stop.IsCancellationRequested)
            {
                socket.SendTo([1], target);
                var since = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromMicroseconds(300))
                {
                    Thread.SpinWait(100);
                }
            }
        }
    }

    private sealed class Counter : IPacketHandler
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void OnPacket(ReadOnlySpan<byte> packet, long capturedAt, bool isLoopback) => Interlocked.Increment(ref _count);
    }
}
