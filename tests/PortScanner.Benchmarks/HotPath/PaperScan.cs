using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>A scan of all 65,536 TCP ports that exists on paper only: what it would send, and the answers that could come.</summary>
internal sealed class PaperScan : IDisposable
{
    public const int PortCount = 65536;

    private const ushort SourcePort = 61000;
    private const byte SynAck = 0x12;

    private readonly IPAddress _source;
    private readonly ProbeTable _probes;
    private readonly SourcePortSlots _slots = new(new PortRange(SourcePort, SourcePort + SourcePorts.BlockSize - 1), TimeProvider.System);
    private readonly int _block;

    /// <summary>Prepares.</summary>
    /// <param name="source">Where the packets come from.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="handlerOf">Who gets what the capture brings, told who takes the answers; null for that one itself.</param>
    public PaperScan(IPAddress source, IPAddress target, Func<IPacketHandler, IPacketHandler>? handlerOf = null)
    {
        _source = source;
        Target = Targets.Of(target);
        _probes = new ProbeTable(new ScanPlan(
            ScanProfile.Full, target.AddressFamily, [.. Enumerable.Range(0, PortCount).Select(port => new Probe(ProbeKind.Syn, (ushort)port))]));
        Matcher = new ReplyMatcher(_slots);
        Capture = new PacketCapture(
            handlerOf?.Invoke(Matcher) ?? Matcher,
            new PortRange(SourcePort, SourcePort + SourcePorts.BlockSize - 1),
            new ScanEngineOptions().CaptureBufferBytes,
            TimeProvider.System);
        _block = _slots.Take();
        Identity = new ScanIdentity(target, source, SourcePort);
        Builder = new PacketBuilder(Identity, _probes);
    }

    /// <summary>Where the packets go.</summary>
    public ScanTarget Target { get; }

    /// <summary>What marks them.</summary>
    public ScanIdentity Identity { get; }

    /// <summary>Writes them.</summary>
    public PacketBuilder Builder { get; }

    /// <summary>Takes the answers.</summary>
    public ReplyMatcher Matcher { get; }

    /// <summary>Brings them; it has not been started.</summary>
    public PacketCapture Capture { get; }

    /// <summary>Forgets all answers, as if every SYN of the first pass had been sent just now.</summary>
    public void BeginAgain()
    {
        var scan = new ScanState(Identity, _probes);
        for (var i = 0; i < PortCount; i++)
        {
            scan.Attempts.OnBuilt(new Send(i), 0);
            scan.Attempts.OnLeaving(new Send(i), 1);
        }

        _slots.Put(_block, scan);
    }

    /// <summary>A listener's answer to the first SYN, and where in it the port that answers stands.</summary>
    public (byte[] Packet, int PortOffset) WriteSynAck()
    {
        var isIpv6 = Target.Family == AddressFamily.InterNetworkV6;
        var headerLength = isIpv6 ? Ipv6Header.Length : Ipv4Header.Length;
        var packet = new byte[headerLength + TcpHeader.SynLength];
        var segment = packet.AsSpan(headerLength);
        TcpHeader.WriteSyn(segment, 0, SourcePort, 1, 1460);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], Identity.Sequence.Of(0) + 1);
        segment[13] = SynAck;
        var (from, to) = (Target.Address.GetAddressBytes(), _source.GetAddressBytes());
        if (isIpv6)
        {
            Ipv6Header.Write(packet, from, to, IpProtocol.Tcp, TcpHeader.SynLength, 55);
        }
        else
        {
            Ipv4Header.Write(packet, from, to, IpProtocol.Tcp, TcpHeader.SynLength, 55);
        }

        return (packet, headerLength);
    }

    /// <inheritdoc/>
    public void Dispose() => Capture.Dispose();
}
