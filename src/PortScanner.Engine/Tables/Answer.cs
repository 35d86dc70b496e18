using PortScanner.Core.Results;
using PortScanner.Engine.Clock;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tables;

/// <summary>One packet's meaning for one probe.</summary>
/// <param name="Reason">The fact.</param>
/// <param name="IndirectResponder">Who sent it; null if the target itself.</param>
/// <param name="HopLimit">The hop limit that was left.</param>
/// <param name="RoundTripMicroseconds">From attempt to answer; null where it is ambiguous which attempt was answered.</param>
/// <param name="CapturedAt">When it came, in microseconds of <see cref="MonotonicTime"/>.</param>
/// <param name="IsToPrefix">Whether it came to an address of the source prefix.</param>
/// <param name="Remarks">What is odd about the packet.</param>
/// <param name="IsProved">Whether it bears a secret of ours; false if only the port that it came to is known to few.</param>
/// <param name="AwaitsSecond">Whether it counts only once the service has answered to the scan's second port, too.</param>
internal readonly record struct Answer(
    Reason Reason, IpAddressBits? IndirectResponder, byte HopLimit, uint? RoundTripMicroseconds, long CapturedAt, bool IsToPrefix = false,
    Remarks Remarks = Remarks.None, bool IsProved = true, bool AwaitsSecond = false)
{
    /// <summary>How much it proves.</summary>
    public EvidenceStrength Strength
    {
        get
        {
            var strength = Reason.Info().Strength;
            return IsProved || strength < EvidenceStrength.Unproved ? strength : EvidenceStrength.Unproved;
        }
    }
}
