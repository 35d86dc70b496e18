using PortScanner.Core.Results;

namespace PortScanner.Engine.Probes.Icmp;

/// <summary>What each ICMP and ICMPv6 error means for the probe that it quotes.</summary>
public static class IcmpErrors
{
    // RFC 4443 section 2.1: the high bit of the type tells errors from the rest.
    private const byte FirstInformationalType = 128;

    /// <summary>The meaning of an ICMP type and code (RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1).</summary>
    /// <returns>Null for what is not an error about a probe: notices (<see cref="IcmpNotices"/>) and queries.</returns>
    public static Reason? ReasonV4(byte type, byte code) => (type, code) switch
    {
        (3, 0 or 6 or 11) => Reason.NoRoute,
        (3, 1 or 7 or 8 or 12) => Reason.HostUnreach,
        (3, 2) => Reason.ProtocolUnreach,
        (3, 3) => Reason.PortUnreach,
        (3, 4) => Reason.PacketTooBig,
        (3, 5) => Reason.SourceRouteFailed,
        (3, 9 or 10 or 13) => Reason.AdminProhibited,
        (3, 14 or 15) => Reason.Precedence,
        (3, _) => Reason.OtherUnreach,
        (11, 1) => Reason.ReassemblyTimeout,
        (11, _) => Reason.TimeExceeded,
        (12, _) => Reason.ParamProblem,
        _ => null,
    };

    /// <summary>The meaning of an ICMPv6 type and code (RFC 4443 section 3, RFC 6554 section 3, RFC 7112, RFC 8883).</summary>
    /// <returns>
    /// Null for informational messages alone: an error of a type that is not assigned is an error about the probe as well (RFC 4443
    /// section 2.4).
    /// </returns>
    public static Reason? ReasonV6(byte type, byte code) => (type, code) switch
    {
        (1, 0) => Reason.NoRoute,
        (1, 1) => Reason.AdminProhibited,
        (1, 2) => Reason.BeyondScope,
        (1, 3) => Reason.HostUnreach,
        (1, 4) => Reason.PortUnreach,
        (1, 5) => Reason.Policy,
        (1, 6) => Reason.RejectRoute,
        (1, 7) => Reason.SourceRouteFailed,
        (1, 8) => Reason.HeadersTooLong,
        (1, _) => Reason.OtherUnreach,
        (2, _) => Reason.PacketTooBig,
        (3, 1) => Reason.ReassemblyTimeout,
        (3, _) => Reason.TimeExceeded,
        (4, _) => Reason.ParamProblem,
        ( < FirstInformationalType, _) => Reason.OtherUnreach,
        _ => null,
    };
}
