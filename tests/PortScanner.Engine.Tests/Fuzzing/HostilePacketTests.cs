using System.Net;

using PortScanner.Core.Probes;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Icmp;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Tests.Packets;
using PortScanner.Engine.Tests.Probes.Udp;
using PortScanner.Engine.Tests.Scans;

namespace PortScanner.Engine.Tests.Fuzzing;

/// <summary>
/// Whatever comes from the wire: damaged answers of every kind, lying lengths, chains of extension headers, truncated quotes, and noise.
/// </summary>
[Trait("Needs", "raw sockets")]
public sealed class HostilePacketTests
{
    private const int Seed = 793;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_packet_makes_the_matching_throw_or_read_outside_of_it(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Probes(isIpv6));
        Feed([.. Answers(scan, scan.Target), .. Answers(scan, scan.Other)], (packet, isLoopback) => scan.Matcher.OnPacket(packet, MatchedScan.SentAt, isLoopback));

        // The samples were answers, so the way behind the parsers was gone, too.
        Assert.NotEmpty(scan.Results.Take());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_packet_of_a_stranger_who_does_not_know_the_scans_secret_changes_anything(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Probes(isIpv6));
        using var another = new MatchedScan(isIpv6, Probes(isIpv6));
        var target = scan.Target.GetAddressBytes();
        Feed([.. Answers(another, another.Other)], (packet, isLoopback) =>
        {
            if (packet.IndexOf(target) < 0)
            {
                scan.Matcher.OnPacket(packet, MatchedScan.SentAt, isLoopback);
            }
        });

        Assert.Empty(scan.Results.Take());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_captured_frame_makes_the_headers_throw_or_be_read_outside_of_it(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Probes(isIpv6));
        var frames = Answers(scan, scan.Target).Select(packet => new byte[LinuxCookedHeader.Length].Concat(packet).ToArray());
        Feed([.. frames, .. Answers(scan, scan.Other)], (frame, _) =>
        {
            _ = LinuxCookedHeader.IsLoopback(frame);
            _ = LinuxCookedHeader.TryGetIncomingPacket(frame, out var packet);
            Read(frame);
            Read(packet);
        });
    }

    private delegate void Reader(ReadOnlySpan<byte> packet, bool isLoopback);

    private static void Feed(IReadOnlyList<byte[]> samples, Reader reader)
    {
        var inputs = new Inputs(samples, Seed);
        using var memory = new GuardedMemory();
        for (var number = 0; number < Inputs.Count; number++)
        {
            var input = inputs.Next();
            try
            {
                reader(memory.AtTheEnd(input), false);
                reader(memory.AtTheBeginning(input), true);
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {number}, {Convert.ToHexString(input)}: {e}");
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> data)
    {
        _ = IpPacket.TryParse(data, out var packet);
        foreach (var part in (ReadOnlySpan<Range>)[Range.All, Range.StartAt(Math.Min(data.Length, Ipv4Header.Length))])
        {
            _ = IpPacket.TryParseQuoted(data[part], out var quoted);
            ReadTransport(quoted.Payload);
        }

        ReadTransport(packet.Payload);
    }

    private static void ReadTransport(ReadOnlySpan<byte> data)
    {
        if (TcpHeader.TryParse(data, out var segment))
        {
            _ = TcpAnswers.RemarksOf(segment);
        }

        _ = TcpHeader.TryParseQuoted(data, out _);
        _ = UdpHeader.TryParse(data, out _);
        if (IcmpMessage.TryParse(data, out var message))
        {
            _ = IpPacket.TryParseQuoted(message.Body, out _);
            _ = IcmpNotices.Read(message, isIpv6: false, out _);
            _ = IcmpNotices.Read(message, isIpv6: true, out var subject);
            _ = IpPacket.TryParseQuoted(subject, out _);
        }
    }

    private static IEnumerable<Probe> Probes(bool isIpv6) =>
    [
        .. Plans.Syns(20, 20),
        Plans.Echo,
        .. GenuineReplies.All.Select(reply => reply.Kind).Distinct().Where(kind => isIpv6 || kind != ProbeKind.DhcpV6).Select(Plans.Udp),
    ];

    // What could come back to each probe, and packets of other kinds that no probe asked for.
    private static IEnumerable<byte[]> Answers(MatchedScan scan, IPAddress from)
    {
        var probes = scan.Scan.Probes;
        for (var index = 0; index < probes.Count; index++)
        {
            var sent = scan.Sent(index);
            yield return scan.Error(from, sent);
            yield return scan.Error(from, sent[..Math.Min(sent.Length, scan.Target.GetAddressBytes().Length == 4 ? 28 : 48)]);
            yield return scan.Error(from, sent, 5, 1);
            yield return scan.Error(from, [.. new byte[32], 4, (byte)((sent.Length + 15) / 8), .. new byte[6], .. sent], 137, 0);
            if (probes[index].Kind == ProbeKind.Echo)
            {
                yield return scan.EchoReply(from, sent);
            }
            else if (probes[index].Kind == ProbeKind.Syn && IpPacket.TryParse(sent, out var ip) && TcpHeader.TryParse(ip.Payload, out var syn))
            {
                yield return scan.Tcp(from, syn.DestinationPort, TcpControlBits.Syn | TcpControlBits.Ack, 7, syn.Sequence + 1, syn.SourcePort);
                yield return WithOptions(scan.Tcp(from, syn.DestinationPort, TcpControlBits.Rst | TcpControlBits.Ack, 0, syn.Sequence + 1, syn.SourcePort, 0, [0, 0, 2, 0, 3, 0, 0xFF, 0]));
            }
        }

        foreach (var reply in GenuineReplies.All)
        {
            yield return scan.Udp(from, reply.Kind.Info().Port!.Value, MatchedScan.SourcePort, reply.Bytes);
        }

        yield return Ipv6ExtensionHeaderTests.WithEveryExtensionHeader();
        yield return CapturedPackets.IcmpPortUnreachable;
        yield return CapturedPackets.IcmpV6PortUnreachable;
    }

    // Eight octets of what was data are options now, some of them of no length (RFC 9293 section 3.2 leaves them none).
    private static byte[] WithOptions(byte[] packet)
    {
        packet[^16] = 0x70;
        return packet;
    }
}
