using System.Buffers.Binary;

using PortScanner.Core.Scanning;
using PortScanner.Engine.Classification;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Udp;

namespace PortScanner.Engine.Scanning;

/// <summary>Builds the packets of one scan. The same probe and pass always give the same bytes.</summary>
internal sealed class PacketBuilder
{
    private const byte HopLimit = 64;

    // What an Ethernet path leaves to TCP: 1500 bytes less the IP and TCP headers.
    private const ushort MaximumSegmentSizeIpv4 = 1460;
    private const ushort MaximumSegmentSizeIpv6 = 1440;

    private readonly ScanIdentity _identity;
    private readonly ProbeTable _probes;
    private readonly byte[] _target;

    /// <summary>Prepares for one scan.</summary>
    public PacketBuilder(ScanIdentity identity, ProbeTable probes)
    {
        _identity = identity;
        _probes = probes;
        _target = identity.Target.GetAddressBytes();
    }

    private bool IsIpv6 => _target.Length == 16;

    private int IpHeaderLength => IsIpv6 ? Ipv6Header.Length : Ipv4Header.Length;

    /// <summary>Writes a probe's packet.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="pass">The pass, from 0 on.</param>
    /// <param name="packet">At least <see cref="Sending.RawSender.MaximumPacketLength"/> bytes.</param>
    /// <returns>The packet's length, in bytes.</returns>
    public int Build(int index, int pass, Span<byte> packet)
    {
        var transport = packet[IpHeaderLength..];
        var probe = _probes[index];
        var (protocol, length, checksumOffset) = probe.Protocol switch
        {
            ProbeProtocol.Tcp => (IpProtocol.Tcp, BuildSyn(probe.Port!.Value, pass, transport), 16),
            ProbeProtocol.Udp => (IpProtocol.Udp, BuildDatagram(index, probe.Port!.Value, transport), 6),
            _ => (IsIpv6 ? IpProtocol.IcmpV6 : IpProtocol.Icmp, BuildEcho(index, pass, transport), 2),
        };
        Span<byte> sourceBuffer = stackalloc byte[16];
        var source = sourceBuffer[.._identity.Sources.Of(index, pass).Write(sourceBuffer)];
        WriteChecksum(transport[..length], source, protocol, checksumOffset);
        if (IsIpv6)
        {
            Ipv6Header.Write(packet, source, _target, protocol, length, HopLimit);
        }
        else
        {
            Ipv4Header.Write(packet, source, _target, protocol, length, HopLimit);
        }

        return IpHeaderLength + length;
    }

    /// <summary>Writes a UDP probe's request alone, to hold it against a quoted one.</summary>
    /// <returns>The request's length, in bytes.</returns>
    public int BuildRequest(int index, Span<byte> payload) =>
        _probes.UdpOf(index).WriteRequest(_identity.NonceOf(index), payload);

    private int BuildSyn(ushort port, int pass, Span<byte> segment)
    {
        var maximumSegmentSize = IsIpv6 ? MaximumSegmentSizeIpv6 : MaximumSegmentSizeIpv4;
        TcpHeader.WriteSyn(segment, _identity.SourcePort, port, _identity.Sequence.Of(pass), maximumSegmentSize);
        return TcpHeader.SynLength;
    }

    private int BuildDatagram(int index, ushort port, Span<byte> datagram)
    {
        var length = BuildRequest(index, datagram[UdpHeader.Length..]);
        UdpHeader.Write(datagram, (ushort)(_identity.SourcePort + _probes.VariantOf(index)), port, length);
        return UdpHeader.Length + length;
    }

    private int BuildEcho(int index, int pass, Span<byte> message)
    {
        IcmpMessage.WriteEchoRequest(message, IsIpv6, _identity.SourcePort, (ushort)(pass % TcpSequence.PassCount));
        _identity.NonceOf(index).WriteTo(message[IcmpMessage.HeaderLength..]);
        return IcmpMessage.HeaderLength + ProbeNonce.Length;
    }

    private void WriteChecksum(Span<byte> transport, ReadOnlySpan<byte> source, byte protocol, int offset)
    {
        // ICMP alone has no pseudo-header (RFC 792); ICMPv6 has one (RFC 4443 section 2.3).
        var pseudoHeader = protocol == IpProtocol.Icmp
            ? 0
            : InternetChecksum.PseudoHeaderSum(source, _target, protocol, transport.Length);
        var checksum = InternetChecksum.Compute(transport, pseudoHeader);

        // Zero means "no checksum" in UDP, so a computed zero is sent as all ones (RFC 768, RFC 8200 section 8.1).
        var isUdpZero = protocol == IpProtocol.Udp && checksum == 0;
        BinaryPrimitives.WriteUInt16BigEndian(transport[offset..], isUdpZero ? ushort.MaxValue : checksum);
    }
}
