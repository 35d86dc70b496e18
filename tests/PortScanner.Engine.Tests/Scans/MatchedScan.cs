using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>A scan that sends nothing, its matcher, and the packets that could come to it. Only its results need raw sockets, for the capture.</summary>
internal sealed class MatchedScan : IDisposable
{
    public const ushort SourcePort = 61000;
    public const ushort SecondSourcePort = SourcePort + SourcePorts.BlockSize;
    public const long SentAt = 1;
    public const long AskedSecondAt = 500;

    private readonly PortRange _ports = new(SourcePort, SourcePort + (4 * SourcePorts.BlockSize) - 1);
    private PacketCapture? _capture;

    public MatchedScan(bool isIpv6, params IEnumerable<Probe> probes)
        : this(null, isIpv6, probes)
    {
    }

    public MatchedScan(SourcePrefix? prefix, bool isIpv6, params IEnumerable<Probe> probes)
    {
        Target = IPAddress.Parse(isIpv6 ? "2001:db8::7" : "192.0.2.7");
        Source = IPAddress.Parse(isIpv6 ? "2001:db8::1" : "192.0.2.1");
        Other = IPAddress.Parse(isIpv6 ? "2001:db8::99" : "192.0.2.99");
        var slots = new SourcePortSlots(_ports, TimeProvider.System);
        Matcher = new ReplyMatcher(slots);
        var table = new ProbeTable(Plans.Of(Target.AddressFamily, probes));
        ushort[] blocks = [SourcePort, SourcePort + SourcePorts.BlockSize, SourcePort + (2 * SourcePorts.BlockSize)];
        var identity = new ScanIdentity(Target, Source, blocks, prefix);
        Scan = new ScanState(identity, table);
        for (var block = 0; block < blocks.Length; block++)
        {
            slots.Put(block, Scan, block * SourcePorts.BlockSize);
        }

        for (var i = 0; i < table.Count; i++)
        {
            Scan.Attempts.Send(i, 0, SentAt);
        }
    }

    public IPAddress Target { get; }

    public IPAddress Source { get; }

    public IPAddress Other { get; }

    public ReplyMatcher Matcher { get; }

    public ScanState Scan { get; }

    public ScanSending Sending => field ??= Prepare();

    public ScanResults Results => field ??= new ScanResults(Scan, Sending, TimeProvider.System);

    public Reason Reason => Scan.Answers.ReasonOf(0);

    public IPAddress? Responder => Scan.Answers.ResponderOf(0);

    public byte[] Sent(int index = 0, int pass = 0, bool isSecond = false)
    {
        var packet = new byte[RawSender.MaximumPacketLength];
        return packet[..Scan.Builder.Build(index, pass, pass, packet, isSecond)];
    }

    /// <summary>Has a probe leave from the second port, as the sender does.</summary>
    public void AskFromSecond(int index = 0)
    {
        if (Scan.SecondPort is null)
        {
            Scan.BeginSecondPort(SecondSourcePort);
        }

        Scan.SecondPort!.OnLeaving(new Send(index), AskedSecondAt);
    }

    public Reason Receive(byte[] packet, bool isLoopback = false)
    {
        Matcher.OnPacket(packet, SentAt + 1500, isLoopback);
        return Reason;
    }

    public byte[] Tcp(
        IPAddress from,
        ushort port,
        TcpControlBits flags,
        uint sequence,
        uint acknowledgment,
        ushort toPort = SourcePort,
        ushort window = TcpHeader.UsualWindow,
        params byte[] data)
    {
        var segment = new byte[TcpHeader.Length + data.Length];
        data.CopyTo(segment, TcpHeader.Length);
        BinaryPrimitives.WriteUInt16BigEndian(segment, port);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), toPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(8), acknowledgment);
        segment[12] = 0x50;
        segment[13] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(14), window);
        return Ip(from, Source, IpProtocol.Tcp, segment);
    }

    public byte[] Udp(IPAddress from, ushort port, ushort toPort, byte[] payload)
    {
        var datagram = new byte[UdpHeader.Length + payload.Length];
        UdpHeader.Write(datagram, port, toPort, payload.Length);
        payload.CopyTo(datagram.AsSpan(UdpHeader.Length));
        return Ip(from, Source, IpProtocol.Udp, datagram);
    }

    public byte[] Error(IPAddress from, byte[] quoted, byte? type = null, byte? code = null)
    {
        var isIpv6 = Source.AddressFamily == AddressFamily.InterNetworkV6;
        byte[] message = [type ?? (byte)(isIpv6 ? 1 : 3), code ?? (byte)(isIpv6 ? 4 : 3), 0, 0, 0, 0, 0, 0, .. quoted];
        return Ip(from, Source, isIpv6 ? IpProtocol.IcmpV6 : IpProtocol.Icmp, message);
    }

    public byte[] EchoReply(IPAddress from, byte[] request)
    {
        Assert.True(IpPacket.TryParse(request, out var sent));
        var message = sent.Payload.ToArray();
        message[0] = sent.IsIpv6 ? IcmpMessage.EchoReplyV6 : IcmpMessage.EchoReply;
        return Ip(from, Source, sent.Protocol, message);
    }

    public static byte[] Ip(IPAddress from, IPAddress to, byte protocol, byte[] payload)
    {
        var isIpv6 = from.AddressFamily == AddressFamily.InterNetworkV6;
        var packet = new byte[(isIpv6 ? Ipv6Header.Length : Ipv4Header.Length) + payload.Length];
        if (isIpv6)
        {
            Ipv6Header.Write(packet, from.GetAddressBytes(), to.GetAddressBytes(), protocol, payload.Length, 55);
        }
        else
        {
            Ipv4Header.Write(packet, from.GetAddressBytes(), to.GetAddressBytes(), protocol, payload.Length, 55);
        }

        payload.CopyTo(packet.AsSpan(packet.Length - payload.Length));
        return packet;
    }

    public void Dispose() => _capture?.Dispose();

    private ScanSending Prepare()
    {
        Rights.SkipWithoutRawSockets();
        _capture = new PacketCapture(Matcher, _ports, 1 << 18, TimeProvider.System);
        return new ScanSending(Targets.Of(Target), Scan, TimeSpan.FromMinutes(1), null!, [], _capture, 1000, TimeProvider.System, new TargetWatch(new StayingTarget()), _ => 0);
    }
}
