using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Icmp;
using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Scans;

/// <summary>
/// Finds the probe that a captured packet answers, and takes it as an answer only if it proves itself. Runs on the capture's
/// thread and allocates nothing.
/// </summary>
internal sealed class ReplyMatcher(SourcePortSlots slots) : IPacketHandler
{
    // 127.0.0.0/8 (RFC 1122 section 3.2.1.3); IPv6 has but one loopback address.
    private const byte LoopbackNetwork = 127;

    private readonly QuoteProof _quotes = new();

    /// <inheritdoc />
    public void OnPacket(ReadOnlySpan<byte> packet, long capturedAt, bool isLoopback)
    {
        if (!IpPacket.TryParse(packet, out var ip) || (isLoopback && IsSpoofedSource(ip)))
        {
            return;
        }

        switch (ip.Protocol)
        {
            case IpProtocol.Tcp:
                OnTcp(ip, capturedAt, isLoopback);
                break;
            case IpProtocol.Udp:
                OnUdp(ip, capturedAt, isLoopback);
                break;
            case IpProtocol.Icmp when !ip.IsIpv6:
            case IpProtocol.IcmpV6 when ip.IsIpv6:
                OnIcmp(ip, capturedAt);
                break;
        }
    }

    // A firewall of our own machine that rejects a probe with a reset writes it in the target's name, while the call that sends the probe
    // has yet to fail. Who really is on this machine answers from a loopback address, or from the one that was sent from.
    private static bool IsSpoofedSource(in IpPacket ip) =>
        !ip.Source.SequenceEqual(ip.Destination) && (ip.IsIpv6 || ip.Source[0] != LoopbackNetwork);

    private void OnTcp(in IpPacket ip, long capturedAt, bool isLoopback)
    {
        if (!TcpHeader.TryParse(ip.Payload, out var segment)
            || FindScan(segment.DestinationPort, ip.Destination, out var sourcePortIndex) is not { } scan)
        {
            return;
        }

        var index = scan.Probes.Find(ProbeProtocol.Tcp, segment.SourcePort, sourcePortIndex);
        if (index < 0 || (isLoopback && IsOurOwn(segment, scan)))
        {
            return;
        }

        var reason = Classify(segment, scan, scan.Probes[index].Kind, out var pass);

        // From the target's own address, ports are enough to be told of; from any other only our own number is.
        var responder = IpAddressBits.Read(ip.Source);
        var isProved = pass >= 0;
        if ((isProved || responder == scan.Identity.TargetBits) && LeftFrom(scan, ip.Destination, index, ref pass))
        {
            var remarks = reason == Reason.SynAck ? TcpAnswers.RemarksOf(segment) : Remarks.None;
            scan.Record(index, reason, responder, ip.HopLimit, capturedAt, pass, remarks, isProved);
        }
    }

    // A scan of this machine's own address asks its own source ports too, and then sees its segments arrive.
    private static bool IsOurOwn(in TcpHeader segment, ScanState scan) =>
        !segment.ControlBits.HasFlag(TcpControlBits.Rst) && scan.Identity.Sequence.Owns(segment.Sequence);

    private static Reason Classify(in TcpHeader segment, ScanState scan, ProbeKind kind, out int pass)
    {
        var sequence = scan.Identity.Sequence;
        if (UnsolicitedAnswers.ControlBitsOf(kind) is not null)
        {
            pass = UnsolicitedAnswers.PassOf(segment, sequence);
            return UnsolicitedAnswers.Classify(segment, sequence, readsWindow: kind == ProbeKind.Window);
        }

        pass = TcpAnswers.PassOf(segment, sequence);
        return TcpAnswers.Classify(segment, sequence);
    }

    private void OnUdp(in IpPacket ip, long capturedAt, bool isLoopback)
    {
        if (!UdpHeader.TryParse(ip, out var datagram, out var reply))
        {
            return;
        }

        if (UdpProbes.IsFixedReplyPort(datagram.DestinationPort))
        {
            OnUdpToFixedPort(ip, datagram, reply, capturedAt);
            return;
        }

        if (FindScan(datagram.DestinationPort, ip.Destination, out var sourcePortIndex) is not { } scan
            || !IsAnswer(scan, sourcePortIndex, ip, datagram, reply, capturedAt))
        {
            OnGuess(ip, datagram, reply, isLoopback);
        }
    }

    private static bool IsAnswer(
        ScanState scan, int sourcePortIndex, in IpPacket ip, in UdpHeader datagram, ReadOnlySpan<byte> reply, long capturedAt)
    {
        var responder = IpAddressBits.Read(ip.Source);
        var isDirect = responder == scan.Identity.TargetBits;
        var isToSecond = IsOfSecondBlock(ref sourcePortIndex);
        var index = scan.Probes.Find(ProbeProtocol.Udp, datagram.SourcePort, sourcePortIndex);
        var pass = -1;
        if (index < 0)
        {
            return isDirect && IsAnswerFromOtherPort(scan, sourcePortIndex, isToSecond, ip, datagram, reply, capturedAt);
        }

        var isRecognised = Recognises(scan, index, reply);
        var isProved = isRecognised && scan.Probes.UdpOf(index).RepeatsNonce;
        if (!(isDirect || isProved) || !LeftFrom(scan, ip.Destination, index, ref pass, isToSecond))
        {
            return false;
        }

        if (isProved || !scan.Answers.IsGuessed(index))
        {
            scan.Replies.Count(index, datagram.PayloadLength);
        }

        scan.Record(
            index,
            isRecognised ? Reason.UdpReply : Reason.UdpUnverified,
            responder,
            ip.HopLimit,
            capturedAt,
            pass,
            isProved: isProved,
            isToSecond: isToSecond);
        return true;
    }

    // Who forges answers in the target's name without knowing which port the scan asks from, has nearly all of them arrive where nobody asked.
    // A real service answers to where it was asked from.
    private void OnGuess(in IpPacket ip, in UdpHeader datagram, ReadOnlySpan<byte> reply, bool isLoopback)
    {
        if (slots.FindByTarget(IpAddressBits.Read(ip.Source)) is not { } scan
            || !scan.Identity.Sources.MayBe(IpAddressBits.Read(ip.Destination))
            || (isLoopback && slots.Find(datagram.SourcePort, out _) == scan))
        {
            return;
        }

        for (var sourcePortIndex = 0; sourcePortIndex < SourcePorts.BlockSize; sourcePortIndex++)
        {
            if (scan.Probes.Find(ProbeProtocol.Udp, datagram.SourcePort, sourcePortIndex) is >= 0 and var index)
            {
                scan.RecordGuess(index);
            }
        }

        foreach (var index in scan.Probes.AnswerableFromElsewhere)
        {
            if (!scan.Probes.UdpOf(index).RepeatsNonce && Recognises(scan, index, reply))
            {
                scan.RecordGuess(index);
            }
        }
    }

    // DHCPv6 servers answer to port 546 (RFC 8415 section 7.2); the source address names the scan, the transaction id is the proof.
    private void OnUdpToFixedPort(in IpPacket ip, in UdpHeader datagram, ReadOnlySpan<byte> reply, long capturedAt)
    {
        var responder = IpAddressBits.Read(ip.Source);
        if (slots.FindByTarget(responder) is not { } scan)
        {
            return;
        }

        var index = scan.Probes.Find(ProbeProtocol.Udp, datagram.SourcePort, 0);
        var pass = -1;
        if (index >= 0
            && LeftFrom(scan, ip.Destination, index, ref pass)
            && scan.Probes.UdpOf(index).FixedReplyPort == datagram.DestinationPort
            && Recognises(scan, index, reply))
        {
            scan.Replies.Count(index, datagram.PayloadLength);
            scan.Record(index, Reason.UdpReply, responder, ip.HopLimit, capturedAt, pass);
        }
    }

    // TFTP answers from a new port by design (RFC 1350 section 4), and some SSDP and RIPng speakers do. The answers of any service come from
    // another port where a translator forwards requests to it and gives its answers a port of their own.
    private static bool IsAnswerFromOtherPort(
        ScanState scan, int sourcePortIndex, bool isToSecond, in IpPacket ip, in UdpHeader datagram, ReadOnlySpan<byte> reply, long capturedAt)
    {
        foreach (var index in scan.Probes.AnswerableFromElsewhere)
        {
            var pass = -1;
            if (scan.Probes.SourcePortIndexOf(index) == sourcePortIndex
                && LeftFrom(scan, ip.Destination, index, ref pass, isToSecond)
                && Recognises(scan, index, reply))
            {
                scan.Replies.Count(index, datagram.PayloadLength);
                scan.Record(
                    index,
                    Reason.UdpReply,
                    scan.Identity.TargetBits,
                    ip.HopLimit,
                    capturedAt,
                    pass,
                    isProved: scan.Probes.UdpOf(index).RepeatsNonce,
                    isToSecond: isToSecond);
                return true;
            }
        }

        return false;
    }

    private void OnIcmp(in IpPacket ip, long capturedAt)
    {
        if (!IcmpMessage.TryParse(ip.Payload, out var message))
        {
            return;
        }

        if (IcmpRequests.ReplyOf(message.Type, ip.IsIpv6) is { } reply)
        {
            OnIcmpReply(ip, message, reply, capturedAt);
            return;
        }

        var notice = IcmpNotices.Read(message, ip.IsIpv6, out var subject);
        if (notice != Remarks.None)
        {
            OnNotice(ip, notice, subject);
            return;
        }

        var reason = ip.IsIpv6 ? IcmpErrors.ReasonV6(message.Type, message.Code) : IcmpErrors.ReasonV4(message.Type, message.Code);
        if (reason is { } fact
            && IpPacket.TryParseQuoted(message.Body, out var quoted)
            && FindQuoted(quoted, ip.Destination, out var scan, out var index, out var pass, out var isOfSecond))
        {
            scan!.Record(index, fact, IpAddressBits.Read(ip.Source), ip.HopLimit, capturedAt, pass, isToSecond: isOfSecond);
        }
    }

    private void OnNotice(in IpPacket ip, Remarks notice, ReadOnlySpan<byte> subject)
    {
        if (IpPacket.TryParseQuoted(subject, out var quoted)
            && FindQuoted(quoted, ip.Destination, out var scan, out var index, out _, out _))
        {
            scan!.RecordNotice(index, notice);
        }
    }

    private void OnIcmpReply(in IpPacket ip, in IcmpMessage message, Reason reply, long capturedAt)
    {
        if (FindScan(message.Identifier, ip.Destination, out var sourcePortIndex) is not { } scan
            || sourcePortIndex != 0
            || FindRequest(scan, message) is not (>= 0 and var index))
        {
            return;
        }

        // An address mask reply holds no proof but its sequence number, so only the target's own is believed.
        var kind = scan.Probes[index].Kind;
        var responder = IpAddressBits.Read(ip.Source);
        var pass = IcmpSequence.PassOf(message.Sequence);
        if (IcmpRequests.IsReply(kind, reply, scan.Identity.NonceOf(index), message.Body)
            && (kind != ProbeKind.AddressMask || responder == scan.Identity.TargetBits)
            && LeftFrom(scan, ip.Destination, index, ref pass))
        {
            scan.Record(index, reply, responder, ip.HopLimit, capturedAt, pass);
        }
    }

    private static int FindRequest(ScanState scan, in IcmpMessage message)
    {
        var request = IcmpSequence.RequestOf(message.Sequence);
        return scan.Identity.IcmpSequence.Owns(message.Sequence) && request < scan.Probes.IcmpRequests.Length ? scan.Probes.IcmpRequests[request] : -1;
    }

    /// <summary>
    /// Finds the probe that an ICMP error quotes, if the quoted bytes prove to be ours and it came to where the probe left from. The source
    /// address in the quote does not matter: where our side translates addresses, some translators leave the outer one there. A segment's
    /// sequence number is proof enough, and stands in every quote.
    /// </summary>
    private bool FindQuoted(in IpPacket quoted, ReadOnlySpan<byte> receiver, out ScanState? scan, out int index, out int pass, out bool isOfSecond)
    {
        pass = -1;
        index = -1;
        scan = null;
        isOfSecond = false;
        switch (quoted.Protocol)
        {
            case IpProtocol.Tcp when TcpHeader.TryParseQuoted(quoted.Payload, out var segment):
                scan = FindQuotedScan(segment.SourcePort, quoted, receiver, out var tcpSourcePortIndex);
                if (scan is not null && scan.Identity.Sequence.IsOfProbe(segment.Sequence))
                {
                    index = scan.Probes.Find(ProbeProtocol.Tcp, segment.DestinationPort, tcpSourcePortIndex);
                    pass = TcpSequence.PassOf(segment.Sequence);
                }

                break;
            case IpProtocol.Udp when UdpHeader.TryParse(quoted.Payload, out var datagram):
                scan = FindQuotedScan(datagram.SourcePort, quoted, receiver, out var udpSourcePortIndex);
                isOfSecond = IsOfSecondBlock(ref udpSourcePortIndex);
                index = scan?.Probes.Find(ProbeProtocol.Udp, datagram.DestinationPort, udpSourcePortIndex) ?? -1;
                break;
            case IpProtocol.Icmp or IpProtocol.IcmpV6 or IpProtocol.Experiment when IcmpMessage.TryParse(quoted.Payload, out var request):
                scan = FindQuotedScan(request.Identifier, quoted, receiver, out var requestSourcePortIndex);
                if (scan is not null && requestSourcePortIndex == 0)
                {
                    index = FindRequest(scan, request);
                    pass = IcmpSequence.PassOf(request.Sequence);
                }

                break;
        }

        return index >= 0
            && LeftFrom(scan!, receiver, index, ref pass, isOfSecond)
            && (quoted.Protocol == IpProtocol.Tcp || _quotes.IsOfProbe(scan!, index, Math.Max(pass, 0), isOfSecond, quoted));
    }

    // The sourcePortIndexes of the second block stand behind those of the first, and ask the same.
    private static bool IsOfSecondBlock(ref int sourcePortIndex)
    {
        var isOfSecond = sourcePortIndex >= SourcePorts.BlockSize;
        sourcePortIndex %= SourcePorts.BlockSize;
        return isOfSecond;
    }

    private static bool Recognises(ScanState scan, int index, ReadOnlySpan<byte> reply) =>
        scan.Probes.UdpOf(index).Recognises(scan.Identity.NonceOf(index), reply);

    private ScanState? FindScan(ushort port, ReadOnlySpan<byte> destination, out int sourcePortIndex)
    {
        var scan = slots.Find(port, out sourcePortIndex);
        return scan is not null && scan.Identity.Sources.MayBe(IpAddressBits.Read(destination)) ? scan : null;
    }

    private static bool LeftFrom(ScanState scan, ReadOnlySpan<byte> address, int index, ref int pass, bool isFromSecond = false) =>
        (!isFromSecond || scan.HasLeftFromSecond(index))
        && scan.Attempts.TryPlace(scan.Identity.Sources, IpAddressBits.Read(address), index, ref pass);

    private ScanState? FindQuotedScan(ushort sourcePort, in IpPacket quoted, ReadOnlySpan<byte> receiver, out int sourcePortIndex)
    {
        var scan = FindScan(sourcePort, receiver, out sourcePortIndex);
        return scan is not null && IpAddressBits.Read(quoted.Destination) == scan.Identity.TargetBits ? scan : null;
    }
}
