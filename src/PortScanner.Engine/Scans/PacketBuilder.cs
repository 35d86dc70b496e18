using System.Buffers.Binary;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Icmp;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Scans;

/// <summary>Builds the packets of one scan. The same probe, pass and attempt always give the same bytes.</summary>
internal sealed class PacketBuilder
{

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
    /// <param name="attempt">A number that differs from one attempt to the next: those of TCP leave from the scan's ports in turn.</param>
    /// <param name="packet">At least <see cref="Sending.RawSender.MaximumPacketLength"/> bytes.</param>
    /// <param name="isSecond">Whether a datagram leaves from the scan's second block of source ports.</param>
    /// <returns>The packet's length, in bytes.</returns>
    public int Build(int index, int pass, int attempt, Span<byte> packet, bool isSecond = false)
    {
        var probe = _probes[index];
        var extensionLength = ExtensionLengthOf(probe.Kind);
        var transport = packet[(IpHeaderLength + extensionLength)..];
        var (protocol, length, checksumOffset) = probe.Protocol switch
        {
            ProbeProtocol.Tcp => (IpProtocol.Tcp, BuildSegment(index, probe, pass, attempt, transport), 16),
            ProbeProtocol.Udp => (IpProtocol.Udp, BuildDatagram(index, probe.Port!.Value, isSecond, transport), 6),
            _ => (IsIpv6 ? IpProtocol.IcmpV6 : IpProtocol.Icmp, BuildRequest(index, probe.Kind, pass, transport), 2),
        };
        Span<byte> sourceBuffer = stackalloc byte[16];
        var source = sourceBuffer[.._identity.Sources.Of(index, pass).Write(sourceBuffer)];
        WriteChecksum(transport[..length], source, protocol, checksumOffset);
        var nextHeader = WriteExtension(index, probe.Kind, protocol, packet[IpHeaderLength..]);
        length += extensionLength;
        if (IsIpv6)
        {
            Ipv6Header.Write(packet, source, _target, nextHeader, length, _identity.HopLimit, _identity.MarkOf(index));
        }
        else
        {
            Ipv4Header.Write(packet, source, _target, nextHeader, length, _identity.HopLimit, (ushort)_identity.MarkOf(index));
        }

        return IpHeaderLength + length;
    }

    /// <summary>Writes a UDP probe's request alone.</summary>
    /// <returns>The request's length, in bytes.</returns>
    public int BuildRequest(int index, Span<byte> payload)
    {
        var probe = _probes.UdpOf(index);
        var length = probe.WriteRequest(_identity.NonceOf(index), payload);
        return probe.RoomForUri is { } offset ? ProbeUri.Write(_identity.ProbeUri.Span, payload, offset, length) : length;
    }

    private static int ExtensionLengthOf(ProbeKind kind) => kind switch
    {
        ProbeKind.SynOptions or ProbeKind.UnknownOption => Ipv6DestinationOptions.Length,
        ProbeKind.SynFragment => Ipv6Fragment.Length,
        _ => 0,
    };

    // What stands between the IPv6 header and the transport header; returns what the IP header says comes next.
    private byte WriteExtension(int index, ProbeKind kind, byte protocol, Span<byte> extension)
    {
        switch (kind)
        {
            case ProbeKind.SynOptions:
                Ipv6DestinationOptions.Write(extension, protocol, Ipv6DestinationOptions.PadN);
                return IpProtocol.DestinationOptions;
            case ProbeKind.UnknownOption:
                Ipv6DestinationOptions.Write(extension, protocol, Ipv6DestinationOptions.Experiment);
                return IpProtocol.DestinationOptions;
            case ProbeKind.SynFragment:
                Ipv6Fragment.WriteAtomic(extension, protocol, _identity.NonceOf(index).First32Bits);
                return IpProtocol.Fragment;
            case ProbeKind.UnknownHeader:
                return IpProtocol.Experiment;
            default:
                return protocol;
        }
    }

    private int BuildSegment(int index, Probe probe, int pass, int attempt, Span<byte> segment)
    {
        var sourcePort = _identity.PortOf(_probes.IsTcpSpread ? attempt % SourcePorts.BlockSize : _probes.SourcePortIndexOf(index));
        var sequence = _identity.Sequence.Of(pass);
        if (UnsolicitedAnswers.ControlBitsOf(probe.Kind) is { } controlBits)
        {
            var acknowledgment = controlBits.HasFlag(TcpControlBits.Ack) ? sequence : 0;
            TcpHeader.Write(
                segment, new TcpHeader(sourcePort, probe.Port!.Value, sequence, acknowledgment, controlBits) { Window = TcpHeader.UsualWindow });
            return TcpHeader.Length;
        }

        var maximumSegmentSize = IsIpv6 ? MaximumSegmentSizeIpv6 : MaximumSegmentSizeIpv4;
        TcpHeader.WriteSyn(segment, sourcePort, probe.Port!.Value, sequence, maximumSegmentSize);
        return TcpHeader.SynLength;
    }

    private int BuildDatagram(int index, ushort port, bool isSecond, Span<byte> datagram)
    {
        var length = BuildRequest(index, datagram[UdpHeader.Length..]);
        UdpHeader.Write(datagram, _identity.PortOf(_probes.SourcePortIndexOf(index) + (isSecond ? SourcePorts.BlockSize : 0)), port, length);
        return UdpHeader.Length + length;
    }

    private int BuildRequest(int index, ProbeKind kind, int pass, Span<byte> message) => IcmpRequests.Write(
        kind, IsIpv6, _identity.SourcePort, _identity.IcmpSequence.Of(_probes.SourcePortIndexOf(index), pass), _identity.NonceOf(index), _identity.ProbeUri.Span, message);

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
