using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>What holds for every UDP probe.</summary>
public sealed class UdpProbesTests
{
    public static TheoryData<ProbeKind> UdpKinds =>
        [.. ProbeKinds.All.Where(info => info.Protocol == ProbeProtocol.Udp && !info.Kind.IsPayload()).Select(info => info.Kind)];

    public static TheoryData<ProbeKind> OtherKinds =>
        [.. ProbeKinds.All.Where(info => info.Protocol != ProbeProtocol.Udp || info.Kind.IsPayload()).Select(info => info.Kind)];

    public static TheoryData<ProbeKind, string> Replies
    {
        get
        {
            var data = new TheoryData<ProbeKind, string>();
            foreach (var reply in GenuineReplies.All)
            {
                data.Add(reply.Kind, reply.What);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Table_holds_every_service_under_its_own_name(ProbeKind kind)
    {
        Assert.Equal(kind, UdpProbes.For(kind).Kind);
        Assert.Single(UdpProbes.All, probe => probe.Kind == kind);
    }

    [Fact]
    public void Table_stands_in_the_order_of_the_kinds() => Assert.Equal(
        ProbeKinds.All.Select(info => info.Kind).Where(kind => UdpProbes.All.Any(probe => probe.Kind == kind)),
        UdpProbes.All.Select(probe => probe.Kind));

    [Theory]
    [MemberData(nameof(OtherKinds))]
    public void Table_asked_for_a_kind_that_is_no_service_throws(ProbeKind kind) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UdpProbes.For(kind));

    /// <summary>What is known of each probe stands beside what is known of the others, in a class that is named as the probe's own.</summary>
    [Fact]
    public void Each_probe_has_tests_of_its_name() => Assert.Equal(
        UdpProbes.All.Select(probe => (probe.Kind, probe.GetType().Name.Replace("Probe", "Tests", StringComparison.Ordinal))).Order(),
        UdpServiceTests.All.Select(service => (service.Kind, service.GetType().Name)).Order());

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Number_is_the_one_that_it_always_was(ProbeKind kind) => Assert.Equal(UdpServiceTests.Of(kind).Number, (int)kind);

    [Fact]
    public void Replies_are_known_for_every_probe_that_can_be_answered()
    {
        var answered = GenuineReplies.All.Select(reply => reply.Kind).Distinct().Append(ProbeKind.UdpEmpty);
        Assert.Equal(UdpProbes.All.Select(probe => probe.Kind).Order(), answered.Order());
    }

    [Fact]
    public void Replies_that_only_look_genuine_are_known_for_each_probe_but_one_that_shares_its_rules() => Assert.Equal(
        [ProbeKind.UdpEmpty, ProbeKind.SnmpV2c],
        UdpServiceTests.All.Where(service => service.Lookalikes.Count == 0).Select(service => service.Kind));

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Probe_whose_service_may_answer_from_another_port_says_so(ProbeKind kind) =>
        Assert.Equal(UdpServiceTests.Of(kind).MayAnswerFromAnotherPort, UdpProbes.For(kind).MayAnswerFromAnotherPort);

    [Fact]
    public void Probes_whose_protocol_repeats_nothing_or_what_is_soon_guessed_say_so() => Assert.Equal(
        GenuineReplies.All.Where(reply => !reply.Echoes.Any(echo => echo.Length > 1)).Select(reply => reply.Kind).Append(ProbeKind.UdpEmpty).Distinct().Order(),
        UdpProbes.All.Where(probe => !probe.RepeatsNonce).Select(probe => probe.Kind).Order());

    /// <summary>Of these any request that they understand may set off a flood, or have the target call us back.</summary>
    [Theory]
    [InlineData(631, "CUPS browsing")]
    [InlineData(10074, "Mitel TP-240")]
    [InlineData(20811, "Powerhouse VPN")]
    public void Service_that_asking_would_harm_has_no_probe(int port, string service) =>
        Assert.False(ProbeKinds.All.Any(info => info.Protocol == ProbeProtocol.Udp && info.Port == port), service);

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Request_of_the_same_nonce_is_the_same_and_fits(ProbeKind kind)
    {
        byte[] request = Sample.Request(kind);

        Assert.Equal(request, Sample.Request(kind));
        Assert.InRange(request.Length, kind == ProbeKind.UdpEmpty ? 0 : 1, IUdpProbe.MaximumRequestLength);
    }

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Request_of_another_nonce_differs_where_the_protocol_has_room_for_it(ProbeKind kind)
    {
        byte[] other = Sample.Request(kind, Sample.OtherNonce);

        Assert.Equal(UdpServiceTests.Of(kind).SecretBits == 0, Sample.Request(kind).SequenceEqual(other));
        Assert.Equal(Sample.Request(kind).Length, other.Length);
    }

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Request_sent_back_by_an_echo_service_is_not_an_answer(ProbeKind kind) =>
        Assert.False(Sample.Recognises(kind, Sample.Request(kind)));

    [Theory]
    [MemberData(nameof(Replies))]
    public void Genuine_reply_is_recognised(ProbeKind kind, string what) =>
        Assert.True(Sample.Recognises(kind, GenuineReply.Find(kind, what).Bytes));

    [Theory]
    [MemberData(nameof(Replies))]
    public void Reply_to_another_nonce_is_rejected_where_the_protocol_echoes(ProbeKind kind, string what)
    {
        var reply = GenuineReply.Find(kind, what);

        Assert.Equal(reply.Echoes.Count == 0, UdpProbes.For(kind).Recognises(Sample.OtherNonce, reply.Bytes));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void Reply_with_one_bit_of_its_echo_flipped_is_rejected(ProbeKind kind, string what)
    {
        var reply = GenuineReply.Find(kind, what);
        foreach (byte[] echo in reply.Echoes)
        {
            int start = reply.Bytes.AsSpan().IndexOf(echo);
            Assert.InRange(start, 0, reply.Bytes.Length);
            for (int bit = 0; bit < 8 * echo.Length; bit++)
            {
                byte[] flipped = [.. reply.Bytes];
                flipped[start + (bit / 8)] ^= (byte)(1 << (bit % 8));
                Assert.False(Sample.Recognises(kind, flipped), $"bit {bit} of {Convert.ToHexString(echo)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void Reply_cut_short_of_its_proof_is_rejected(ProbeKind kind, string what)
    {
        var reply = GenuineReply.Find(kind, what);
        for (int length = 0; length < reply.ProofLength; length++)
        {
            Assert.False(Sample.Recognises(kind, reply.Bytes.AsSpan(0, length)), $"{length} bytes");
        }

        Assert.True(reply.ProofLength == reply.Bytes.Length || Sample.Recognises(kind, reply.Bytes.AsSpan(0, reply.ProofLength)));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void Reply_with_any_byte_changed_to_any_other_never_throws(ProbeKind kind, string what)
    {
        byte[] reply = [.. GenuineReply.Find(kind, what).Bytes];
        for (int index = 0; index < reply.Length; index++)
        {
            byte genuine = reply[index];
            for (int value = 0; value <= byte.MaxValue; value++)
            {
                reply[index] = (byte)value;
                _ = Sample.Recognises(kind, reply);
            }

            reply[index] = genuine;
        }
    }

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Reply_of_another_service_is_not_recognised(ProbeKind kind)
    {
        // IKE answers the same on both of its ports but for the marker, so all kinds can be told apart.
        foreach (var reply in GenuineReplies.All.Where(reply => reply.Kind != kind))
        {
            Assert.False(Sample.Recognises(kind, reply.Bytes), $"{reply.Kind} {reply.What}");
        }
    }

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Random_bytes_never_throw_and_are_not_recognised(ProbeKind kind) =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                ArbMap.Default.ArbFor<ulong>(),
                (bytes, high) => !UdpProbes.For(kind).Recognises(new ProbeNonce(high, ~high), bytes))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [MemberData(nameof(UdpKinds))]
    public void Request_and_recognition_allocate_nothing(ProbeKind kind)
    {
        var probe = UdpProbes.For(kind);
        var replies = GenuineReplies.All.Where(reply => reply.Kind == kind).Select(reply => reply.Bytes).ToArray();
        byte[] payload = new byte[IUdpProbe.MaximumRequestLength];
        AskAndAnswer();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            AskAndAnswer();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void AskAndAnswer()
        {
            int length = probe.WriteRequest(Sample.Nonce, payload);
            _ = probe.Recognises(Sample.Nonce, payload.AsSpan(0, length));
            foreach (byte[] reply in replies)
            {
                _ = probe.Recognises(Sample.Nonce, reply);
            }
        }
    }
}
