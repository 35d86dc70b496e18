using System.Buffers.Binary;
using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Tests.Probes.Udp;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>
/// What an ICMP error quotes counts if it holds something that only who saw the probe can know, however short the quote, for every kind of
/// probe. A stranger knows all else: addresses, ports, lengths, and each byte that is the same in every scan.
/// </summary>
[Trait("Needs", "raw sockets")]
public sealed class QuoteProofTests
{
    private const int HeaderLength = 8;

    public static TheoryData<bool> Families => [false, true];

    [Theory, MemberData(nameof(Families))]
    public void Every_probe_is_proved_by_its_quote_from_eight_bytes_on(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, All(isIpv6));
        foreach (var index in Quotable(scan))
        {
            var sent = scan.Sent(index);
            for (var length = 0; length <= sent.Length; length++)
            {
                var isParsed = IpPacket.TryParseQuoted(sent.AsSpan(0, length), out var quoted);
                Assert.Equal(length >= TransportOf(sent) + HeaderLength, isParsed && Holds(scan, index, quoted));
            }
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Segment_is_proved_by_its_sequence_number(bool isIpv6)
    {
        var count = All(isIpv6).Count();
        for (var index = 0; index < count; index++)
        {
            using var scan = new MatchedScan(isIpv6, All(isIpv6));
            if (scan.Scan.Probes[index].Protocol != ProbeProtocol.Tcp)
            {
                continue;
            }

            var sent = scan.Sent(index);
            var transport = TransportOf(sent);
            for (var length = transport; length <= sent.Length; length++)
            {
                var forged = sent[..length];
                for (var i = transport + 4; i < Math.Min(transport + 8, length); i++)
                {
                    forged[i] ^= 0x55;
                }

                scan.Receive(scan.Error(scan.Target, forged));
                Assert.Equal(0, scan.Scan.Answers.DecidedCount);
            }

            scan.Receive(scan.Error(scan.Target, sent[..(transport + HeaderLength)]));
            Assert.True(scan.Scan.Answers.IsDecided(index));
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Quote_with_everything_right_but_the_secrets_is_refused_at_every_length(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, All(isIpv6));
        foreach (var index in Quotable(scan))
        {
            var forged = Forgery(scan, index);
            var transport = TransportOf(forged);
            for (var length = transport + HeaderLength; length <= forged.Length; length++)
            {
                scan.Receive(scan.Error(scan.Other, forged[..length]));
                scan.Receive(scan.Error(scan.Target, [.. forged[..length], .. new byte[200]]));
            }

            forged.AsSpan(ChecksumOf(scan, index, forged), 2).Clear();
            scan.Receive(scan.Error(scan.Other, forged[..(transport + HeaderLength)]));
        }

        Assert.Equal(0, scan.Scan.Answers.DecidedCount);
    }

    [Theory, MemberData(nameof(Families))]
    public void Quote_of_nothing_but_constant_bytes_is_refused(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, All(isIpv6));
        foreach (var index in Quotable(scan))
        {
            // What the dry run shows to everybody: the packet, whose identification and checksum are left out.
            var constant = Unmarked(scan.Sent(index));
            constant.AsSpan(ChecksumOf(scan, index, constant), 2).Clear();
            var provingLength = Math.Min(scan.Scan.Probes.ProvingLengthOf(index), constant.Length);
            for (var length = TransportOf(constant); length < Math.Min(constant.Length, TransportOf(constant) + HeaderLength + provingLength); length++)
            {
                scan.Receive(scan.Error(scan.Other, constant[..length]));
            }
        }

        Assert.Equal(0, scan.Scan.Answers.DecidedCount);
    }

    [Theory, MemberData(nameof(Families))]
    public void Mark_alone_is_proof_whatever_a_translator_made_of_the_checksum(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, All(isIpv6));
        foreach (var index in Quotable(scan))
        {
            var quoted = scan.Sent(index);
            quoted[ChecksumOf(scan, index, quoted)] ^= 0xFF;
            AssertHolds(true, scan, index, quoted[..(TransportOf(quoted) + HeaderLength)]);
            AssertHolds(true, scan, index, quoted);
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Nonce_alone_is_proof_where_it_is_quoted(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, All(isIpv6));
        foreach (var index in Quotable(scan))
        {
            var quoted = Unmarked(scan.Sent(index));
            quoted[ChecksumOf(scan, index, quoted)] ^= 0xFF;
            var bodyAt = TransportOf(quoted) + HeaderLength;
            for (var length = bodyAt; length <= quoted.Length; length++)
            {
                AssertHolds(length - bodyAt >= scan.Scan.Probes.ProvingLengthOf(index), scan, index, quoted[..length]);
            }
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Checksum_alone_is_proof_where_it_covers_a_nonce(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, All(isIpv6));
        foreach (var index in Quotable(scan))
        {
            var quoted = Unmarked(scan.Sent(index))[..(TransportOf(scan.Sent(index)) + HeaderLength)];
            AssertHolds(scan.Scan.Probes.ProvingLengthOf(index) != ProvingPrefix.Never, scan, index, quoted);
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Checksum_is_that_of_the_source_address_that_stands_in_the_quote(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Udp(ProbeKind.Ntp), Plans.Echo);
        foreach (var index in new[] { 0, 1 })
        {
            var sent = scan.Sent(index);
            var quoted = Unmarked(sent)[..(TransportOf(sent) + HeaderLength)];
            quoted[isIpv6 ? 23 : 15] ^= 0x2A;
            var isCovered = index == 0 || isIpv6;
            AssertHolds(!isCovered, scan, index, quoted);

            var checksumAt = ChecksumOf(scan, index, sent);
            Assert.True(IpPacket.TryParseQuoted(quoted, out var translated));
            var translatedPacket = sent.ToArray();
            translated.Source.CopyTo(translatedPacket.AsSpan(isIpv6 ? 8 : 12));
            translatedPacket.AsSpan(checksumAt, 2).Clear();
            BinaryPrimitives.WriteUInt16BigEndian(quoted.AsSpan(checksumAt), TransportChecksum(translatedPacket, isCovered));
            AssertHolds(true, scan, index, quoted);
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Marks_differ_from_probe_to_probe_and_scan_to_scan_and_are_never_zero(bool isIpv6)
    {
        using var one = new MatchedScan(isIpv6, Plans.Syns(0, 2000));
        using var other = new MatchedScan(isIpv6, Plans.Syns(0, 2000));
        uint[] marks = [.. Enumerable.Range(0, 2000).SelectMany(index => new[] { one, other }.Select(scan => scan.Scan.Identity.MarkOf(index)))];
        Assert.All(marks, mark => Assert.InRange(mark, 1u, isIpv6 ? 0xF_FFFFu : ushort.MaxValue));

        // Of 4,000 numbers drawn from 65,535 about 120 meet another.
        Assert.InRange(marks.Distinct().Count(), 3700, 4000);
        Assert.True(IpPacket.TryParse(one.Sent(7), out var sent));
        Assert.Equal(one.Scan.Identity.MarkOf(7), sent.Mark);
    }

    [Fact]
    public void Proving_prefix_of_a_request_holds_sixteen_bits_that_nobody_foresees()
    {
        const int samples = 4096;
        var random = new Random(1);
        foreach (var kind in UdpProbes.All.Select(probe => probe.Kind).Where(kind => ProvingPrefix.LengthOf(kind) != ProvingPrefix.Never))
        {
            var prefixes = Enumerable.Range(0, samples)
                .Select(_ => Sample.Request(kind, new ProbeNonce((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue))))
                .Select(request => Convert.ToHexString(request.AsSpan(0, ProvingPrefix.LengthOf(kind))));

            // Of as many numbers of 16 bits 126 meet another on average; of 15 bits, 244.
            Assert.InRange(prefixes.Distinct().Count(), samples - 180, samples);
        }
    }

    [Fact]
    public void Requests_that_hold_too_little_of_their_nonce_are_known() => Assert.Equal(
        UdpServiceTests.All.Where(service => service.SecretBits < 16).Select(service => service.Kind).Order(),
        UdpProbes.All.Select(probe => probe.Kind).Where(kind => ProvingPrefix.LengthOf(kind) == ProvingPrefix.Never).Order());

    private static IEnumerable<Probe> All(bool isIpv6)
    {
        var family = isIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        return
        [
            Plans.Syn(80), Plans.Echo, new(ProbeKind.UdpEmpty, 9), new(ProbeKind.UdpPayload, Plans.PayloadPort),
            .. ProbeKinds.UdpServices(family).Select(info => new Probe(info.Kind, info.Port)),
            .. ProbeKinds.FirewallTests(family, ProbeProtocol.Icmp).Select(kind => new Probe(kind, null)),
            .. ProbeKinds.FirewallTests(family, ProbeProtocol.Tcp).Select(kind => new Probe(kind, 80)),
        ];
    }

    private static IEnumerable<int> Quotable(MatchedScan scan) =>
        Enumerable.Range(0, scan.Scan.Probes.Count).Where(index => scan.Scan.Probes[index].Protocol != ProbeProtocol.Tcp);

    // The packet as somebody builds it who knows everything of the scan but its secrets; they are wrong in it for certain.
    private static byte[] Forgery(MatchedScan scan, int index)
    {
        var forged = Unmarked(scan.Sent(index));
        forged[ChecksumOf(scan, index, forged)] ^= 0x10;
        var provingLength = scan.Scan.Probes.ProvingLengthOf(index);
        if (provingLength != ProvingPrefix.Never)
        {
            forged[TransportOf(forged) + HeaderLength + provingLength - 1] ^= 0xFF;
        }

        return forged;
    }

    private static byte[] Unmarked(byte[] packet)
    {
        var unmarked = packet.ToArray();
        unmarked[packet[0] >> 4 == 6 ? 3 : 5] ^= 0xA5;
        return unmarked;
    }

    private static int TransportOf(byte[] packet)
    {
        Assert.True(IpPacket.TryParse(packet, out var parsed));
        return packet.Length - parsed.Payload.Length;
    }

    private static int ChecksumOf(MatchedScan scan, int index, byte[] packet) =>
        TransportOf(packet) + (scan.Scan.Probes[index].Protocol == ProbeProtocol.Udp ? 6 : 2);

    private static ushort TransportChecksum(byte[] packet, bool isPseudoHeaderCovered)
    {
        Assert.True(IpPacket.TryParse(packet, out var parsed));
        var pseudoHeader = isPseudoHeaderCovered
            ? InternetChecksum.PseudoHeaderSum(parsed.Source, parsed.Destination, parsed.Protocol, parsed.Payload.Length)
            : 0;
        return InternetChecksum.Compute(parsed.Payload, pseudoHeader);
    }

    private static void AssertHolds(bool expected, MatchedScan scan, int index, byte[] quote)
    {
        Assert.True(IpPacket.TryParseQuoted(quote, out var quoted));
        Assert.Equal(expected, Holds(scan, index, quoted));
    }

    private static bool Holds(MatchedScan scan, int index, in IpPacket quoted) => new QuoteProof().IsOfProbe(scan.Scan, index, 0, false, quoted);
}
