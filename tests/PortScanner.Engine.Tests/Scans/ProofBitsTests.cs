using System.Globalization;
using System.Net;
using System.Numerics;

using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Icmp;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Probes.Udp;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Probes.Udp;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>
/// How many bits somebody must guess who does not see the packets of a scan, for each kind of answer; measured on the code, and held against
/// the table in docs/threat-model.md.
/// </summary>
public sealed class ProofBitsTests
{
    private const int LeastBits = 16;

    // Of UDP and of ICMP.
    private const double ChecksumBits = 8 * sizeof(ushort);

    private static readonly TcpSequence Sequence = new(0xABCD_EF80);

    /// <summary>The block of source ports, which nearly every answer must name. Which port of the block is public.</summary>
    private static double Ports => Math.Log2(Blocks);

    /// <summary>A block and one that is drawn from the others once the first was answered, for what repeats too little to prove itself.</summary>
    private static double BothPorts => Ports + Math.Log2(Blocks - 1);

    private static int Blocks
    {
        get
        {
            Assert.True(PortRange.TryParse(new ScanEngineOptions().SourcePorts, out var range));
            return new SourcePortSlots(range, TimeProvider.System).Capacity;
        }
    }

    /// <summary>Each row of the table: what must be guessed to be believed from any address, and in the target's name; null for never believed.</summary>
    private static (string Answer, double? FromAny, double? InItsName)[] Measured =>
    [
        Alike("`syn-ack`, `ack`, `fin-ack`", Ports + Acknowledgment(TcpControlBits.Syn | TcpControlBits.Ack, Reason.SynAck)),
        Alike("`reset`", Ports + Acknowledgment(TcpControlBits.Rst | TcpControlBits.Ack, Reason.Reset)),
        Alike("`reset`, `reset-window` to a firewall test", Ports + UnsolicitedReset()),
        Alike("`udp-reply` that repeats a nonce", Repeating.Min(probe => (probe.FixedReplyPort is null ? Ports : 0) + NonceBits(probe))),
        ("`udp-reply` that repeats one octet of a nonce", null, BothPorts + Octets.Min(NonceBits)),
        ("`udp-reply` of all others, `udp-unverified`", null, BothPorts + Silent.Max(NonceBits)),
        Alike("`echo-reply`", Ports + IcmpBits() + ReplyBits(ProbeKind.Echo, Reason.EchoReply)),
        Alike("`timestamp-reply`", Ports + IcmpBits() + ReplyBits(ProbeKind.Timestamp, Reason.TimestampReply)),
        ("`mask-reply`", null, Ports + IcmpBits() + ReplyBits(ProbeKind.AddressMask, Reason.MaskReply)),
        Alike("ICMP error about TCP", Ports + Bits(32, bit => Sequence.IsOfProbe(Sequence.Of(3) ^ (1u << bit)))),
        Alike("ICMP error about UDP, IPv4", Ports + Either(Mark("192.0.2.7"), ChecksumBits)),
        Alike("ICMP error about UDP, IPv6", Ports + Either(Mark("2001:db8::7"), ChecksumBits)),
        Alike("ICMP error about an echo or timestamp, IPv4", Ports + IcmpBits() + Either(Mark("192.0.2.7"), ChecksumBits)),
        Alike("ICMP error about an echo, IPv6", Ports + IcmpBits() + Either(Mark("2001:db8::7"), ChecksumBits)),
    ];

    private static IUdpProbe[] Repeating => [.. UdpProbes.All.Where(probe => probe.RepeatsNonce)];

    private static IUdpProbe[] Octets => [.. UdpProbes.All.Where(probe => GenuineReplies.All.Any(reply => reply.Kind == probe.Kind && reply.Echoes is [[_]]))];

    private static IUdpProbe[] Silent => [.. UdpProbes.All.Where(probe => !probe.RepeatsNonce).Except(Octets).Where(probe => probe.Kind != ProbeKind.UdpEmpty)];

    [Fact]
    public void Threat_model_says_what_the_code_asks() => Assert.Equal(
        Measured.Select(row => $"| {row.Answer} | {Told(row.FromAny)} | {Told(row.InItsName)} |"),
        ReadTable());

    [Fact]
    public void What_is_believed_from_any_address_takes_sixteen_bits_beside_the_port_or_two_chances_at_so_many() =>
        Assert.All(Measured.Where(row => row.FromAny is not null), row => Assert.InRange(row.FromAny!.Value - Ports, Either(LeastBits, LeastBits) - 0.001, double.MaxValue));

    [Fact]
    public void Every_kind_of_answer_takes_sixteen_bits_at_least() =>
        Assert.All(Measured, row => Assert.InRange(Math.Min(row.InItsName!.Value, row.FromAny ?? double.MaxValue), LeastBits, double.MaxValue));

    [Fact]
    public void Reply_that_repeats_fewer_counts_only_once_both_ports_were_answered()
    {
        var kinds = UdpProbes.All.Where(probe => !probe.RepeatsNonce && probe.Kind != ProbeKind.UdpEmpty).Select(probe => probe.Kind);
        foreach (var probe in kinds.Select(Plans.Udp).Append(new Probe(ProbeKind.UdpEmpty, 7000)).Append(new Probe(ProbeKind.UdpPayload, Plans.PayloadPort)))
        {
            using var scan = new MatchedScan(isIpv6: probe.Kind == ProbeKind.RipNg, probe);
            var reply = GenuineReplies.All.Where(reply => reply.Kind == probe.Kind).Select(reply => reply.Bytes).FirstOrDefault([1]);
            scan.Receive(scan.Udp(scan.Target, probe.Port!.Value, MatchedScan.SourcePort, reply));
            Assert.Equal((Reason.UdpUnproved, 0), (scan.Reason, scan.Scan.Answers.DecidedCount));
            scan.AskFromSecond();
            scan.Receive(scan.Udp(scan.Target, probe.Port!.Value, MatchedScan.SecondSourcePort, reply));
            Assert.Equal((PortState.Open, 1), (scan.Reason.Info().State, scan.Scan.Answers.DecidedCount));
        }
    }

    [Fact]
    public void Each_service_that_is_said_to_repeat_a_nonce_repeats_sixteen_bits_and_the_others_do_not()
    {
        Assert.All(Repeating, probe => Assert.InRange(NonceBits(probe), LeastBits, 128));
        Assert.All(Octets, probe => Assert.Equal(8, NonceBits(probe)));
        Assert.All(Silent, probe => Assert.Equal(0, NonceBits(probe)));
    }

    private static (string, double?, double?) Alike(string answer, double bits) => (answer, bits, bits);

    private static string Told(double? bits) => bits?.ToString("0.0", CultureInfo.InvariantCulture) ?? "never";

    // Two secrets of which one suffices are guessed in one packet.
    private static double Either(double one, double other) => -Math.Log2(Math.Pow(2, -one) + Math.Pow(2, -other));

    private static int Bits(int width, Func<int, bool> isStillBelieved) => Enumerable.Range(0, width).Count(bit => !isStillBelieved(bit));

    private static int Acknowledgment(TcpControlBits flags, Reason reason) => Bits(32, bit => TcpAnswers.Classify(
        new TcpHeader(80, 61000, 7, (Sequence.Of(3) + 1) ^ (1u << bit), flags), Sequence) == reason);

    // Its sequence number or its acknowledgement number.
    private static double UnsolicitedReset()
    {
        var bySequence = Bits(32, bit => IsReset(Sequence.Of(3) ^ (1u << bit), 0));
        var byAcknowledgment = Bits(32, bit => IsReset(0, Sequence.Of(3) ^ (1u << bit)));
        return Either(bySequence, byAcknowledgment);

        static bool IsReset(uint sequence, uint acknowledgment) => UnsolicitedAnswers.Classify(
            new TcpHeader(80, 61000, sequence, acknowledgment, TcpControlBits.Rst | TcpControlBits.Ack), Sequence, readsWindow: false) == Reason.Reset;
    }

    private static int IcmpBits() => Bits(16, bit => new IcmpSequence(0xA5C3).Owns((ushort)(0xA5C3 ^ (1 << bit))));

    private static int ReplyBits(ProbeKind kind, Reason reply)
    {
        var body = new byte[ProbeNonce.Length];
        IcmpRequests.WriteBody(kind, Sample.Nonce, body);
        return Bits(128, bit => IcmpRequests.IsReply(kind, reply, Flipped(bit), body));
    }

    // The fewest that any genuine reply repeats.
    private static int NonceBits(IUdpProbe probe) => GenuineReplies.All.Where(reply => reply.Kind == probe.Kind)
        .Min(reply => Bits(128, bit => probe.Recognises(Flipped(bit), reply.Bytes)));

    private static ProbeNonce Flipped(int bit) => bit < 64
        ? new ProbeNonce(Sample.Nonce.High ^ (1UL << bit), Sample.Nonce.Low)
        : new ProbeNonce(Sample.Nonce.High, Sample.Nonce.Low ^ (1UL << (bit - 64)));

    // All marks are met among many, and no other.
    private static double Mark(string target)
    {
        var identity = new ScanIdentity(IPAddress.Parse(target), IPAddress.Parse(target), 61000);
        var all = 0u;
        for (var index = 0; index < 1000; index++)
        {
            all |= identity.MarkOf(index);
        }

        return BitOperations.PopCount(all);
    }

    private static IEnumerable<string> ReadTable() => Repository.ReadLines("docs", "threat-model.md")
        .SkipWhile(line => line != "## What a forger must guess")
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2);
}
