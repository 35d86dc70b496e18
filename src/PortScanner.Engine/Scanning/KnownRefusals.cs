using PortScanner.Core.Results;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// Who said "no" to the scan's own address, and how. An answer to an address of the source prefix counts only if it is of such a kind, or
/// the target's own answer, and no ICMP error: a router that rejects the prefix itself, because it is not routed right or because a rule says so,
/// tells nothing of the target's ports. Used by the receiver thread alone.
/// </summary>
internal sealed class KnownRefusals
{
    // A path has few devices that refuse. Those beyond are answered by the scan's own address alone.
    private const int Maximum = 16;

    private readonly (Reason Reason, IpAddressBits? Responder)[] _kinds = new (Reason, IpAddressBits?)[Maximum];
    private int _count;

    /// <summary>How many kinds are known; any thread may ask.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Learns from an answer to the scan's own address.</summary>
    public void Learn(in Answer answer)
    {
        if (!SpeaksForItself(answer) && !IsKnown(answer) && _count < Maximum)
        {
            _kinds[_count] = (answer.Reason, answer.IndirectResponder);
            Volatile.Write(ref _count, _count + 1);
        }
    }

    /// <summary>Whether an answer to an address of the prefix counts.</summary>
    public bool Allow(in Answer answer) => SpeaksForItself(answer) || IsKnown(answer);

    private bool IsKnown(in Answer answer)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_kinds[i].Reason == answer.Reason && _kinds[i].Responder == answer.IndirectResponder)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SpeaksForItself(in Answer answer) =>
        answer.IndirectResponder is null && answer.Reason.Info().Strength > EvidenceStrength.IcmpError;
}
