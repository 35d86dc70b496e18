using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Probes.Icmp;

namespace PortScanner.Engine.Tests.Probes.Icmp;

public sealed class IcmpErrorsTests
{
    /// <summary>Every assigned code of the ICMP types that are errors about a probe (IANA registry).</summary>
    private static readonly Dictionary<(byte Type, byte Code), Reason> KnownV4 = new()
    {
        [(3, 0)] = Reason.NoRoute,
        [(3, 1)] = Reason.HostUnreach,
        [(3, 2)] = Reason.ProtocolUnreach,
        [(3, 3)] = Reason.PortUnreach,
        [(3, 4)] = Reason.PacketTooBig,
        [(3, 5)] = Reason.SourceRouteFailed,
        [(3, 6)] = Reason.NoRoute,
        [(3, 7)] = Reason.HostUnreach,
        [(3, 8)] = Reason.HostUnreach,
        [(3, 9)] = Reason.AdminProhibited,
        [(3, 10)] = Reason.AdminProhibited,
        [(3, 11)] = Reason.NoRoute,
        [(3, 12)] = Reason.HostUnreach,
        [(3, 13)] = Reason.AdminProhibited,
        [(3, 14)] = Reason.Precedence,
        [(3, 15)] = Reason.Precedence,
        [(11, 0)] = Reason.TimeExceeded,
        [(11, 1)] = Reason.ReassemblyTimeout,
        [(12, 0)] = Reason.ParamProblem,
        [(12, 1)] = Reason.ParamProblem,
        [(12, 2)] = Reason.ParamProblem,
    };

    /// <summary>Every assigned code of the ICMPv6 error types.</summary>
    private static readonly Dictionary<(byte Type, byte Code), Reason> KnownV6 = new()
    {
        [(1, 0)] = Reason.NoRoute,
        [(1, 1)] = Reason.AdminProhibited,
        [(1, 2)] = Reason.BeyondScope,
        [(1, 3)] = Reason.HostUnreach,
        [(1, 4)] = Reason.PortUnreach,
        [(1, 5)] = Reason.Policy,
        [(1, 6)] = Reason.RejectRoute,
        [(1, 7)] = Reason.SourceRouteFailed,
        [(1, 8)] = Reason.HeadersTooLong,
        [(2, 0)] = Reason.PacketTooBig,
        [(3, 0)] = Reason.TimeExceeded,
        [(3, 1)] = Reason.ReassemblyTimeout,
        [(4, 0)] = Reason.ParamProblem,
        [(4, 1)] = Reason.ParamProblem,
        [(4, 2)] = Reason.ParamProblem,
        [(4, 3)] = Reason.ParamProblem,
        [(4, 10)] = Reason.ParamProblem,
    };

    /// <summary>What a code that nobody has assigned means, by type; for types that are not here see the tests.</summary>
    private static readonly Dictionary<byte, Reason> OtherCodesV4 = new()
    {
        [3] = Reason.OtherUnreach, [11] = Reason.TimeExceeded, [12] = Reason.ParamProblem,
    };

    private static readonly Dictionary<byte, Reason> OtherCodesV6 = new()
    {
        [1] = Reason.OtherUnreach, [2] = Reason.PacketTooBig, [3] = Reason.TimeExceeded, [4] = Reason.ParamProblem,
    };

    [Fact]
    public void Every_type_and_code_of_ICMP_means_what_the_table_says() => Check(IcmpErrors.ReasonV4, KnownV4, OtherCodesV4, _ => null);

    [Fact]
    public void Every_type_and_code_of_ICMPv6_means_what_the_table_says() => Check(IcmpErrors.ReasonV6, KnownV6, OtherCodesV6, type => type < 128 ? Reason.OtherUnreach : null);

    [Theory]
    [InlineData(ProbeKind.Dns, false, PortState.Closed)]
    [InlineData(ProbeKind.Dns, true, PortState.Rejected)]
    [InlineData(ProbeKind.Syn, false, PortState.Rejected)]
    [InlineData(ProbeKind.Syn, true, PortState.Rejected)]
    [InlineData(ProbeKind.Ack, false, PortState.Rejected)]
    [InlineData(ProbeKind.Echo, false, PortState.Rejected)]
    public void Port_unreachable_is_a_closed_port_only_for_UDP_and_from_the_target_itself(
        ProbeKind kind, bool isIndirect, PortState state)
    {
        Assert.Equal(state, Reasons.StateOf(IcmpErrors.ReasonV4(3, 3)!.Value, kind, isIndirect));
        Assert.Equal(state, Reasons.StateOf(IcmpErrors.ReasonV6(1, 4)!.Value, kind, isIndirect));
    }

    [Fact]
    public void No_error_of_either_family_is_ever_called_open_or_stealth()
    {
        for (var i = 0; i <= ushort.MaxValue; i++)
        {
            foreach (var reason in new[] { IcmpErrors.ReasonV4((byte)(i >> 8), (byte)i), IcmpErrors.ReasonV6((byte)(i >> 8), (byte)i) })
            {
                Assert.False(reason?.Info().State is PortState.Open or PortState.Stealth);
            }
        }
    }

    private static void Check(
        Func<byte, byte, Reason?> reasonOf,
        Dictionary<(byte Type, byte Code), Reason> known,
        Dictionary<byte, Reason> others,
        Func<byte, Reason?> otherTypes)
    {
        for (var i = 0; i <= ushort.MaxValue; i++)
        {
            var (type, code) = ((byte)(i >> 8), (byte)i);
            Reason? expected = known.TryGetValue((type, code), out var reason) || others.TryGetValue(type, out reason) ? reason : otherTypes(type);
            Assert.Equal(expected, reasonOf(type, code));
        }
    }
}
