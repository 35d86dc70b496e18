using System.Numerics;

using PortScanner.Core.Results;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tables;

/// <summary>
/// Decides which answers to addresses of the source prefix count, or to other addresses of the tester, of which each needs witnesses of its
/// own. Only ICMP errors, of a kind (who, and how) that the scan's own address was given too: they are what limits hold back, and a router
/// that rejects the prefix itself tells nothing of the target's ports. And only once a witness, a probe that is known to be answered otherwise, was answered in the same way from the prefix; one that gets an
/// error there shows that somebody rejects the prefix. Without a witness errors count only where the scan's own address got one for every
/// control port, too: refusing is then what the target does with a port that no rule was made for. The receiver thread writes; the sender
/// looks.
/// </summary>
/// <param name="controlCount">How many probes ask random ports.</param>
/// <param name="placeCount">How many other addresses there are; 1 for a prefix.</param>
internal sealed class PrefixAnswers(int controlCount = 0, int placeCount = 1)
{
    // A path has few devices that refuse. The errors of those beyond are taken at the scan's own address alone.
    private const int MostKinds = 16;

    private readonly (Reason Reason, IpAddressBits? Responder)[] _kinds = new (Reason, IpAddressBits?)[MostKinds];
    private int _kindCount;
    private int _refusedControls;
    private volatile bool _refusesByDefault;
    private volatile bool _haveWitnesses;
    private volatile bool _isTargetHeard;

    // A bit for each place that packets rotate to.
    private ulong _confirmed;
    private ulong _contradicted;

    /// <summary>How many kinds of errors the scan's own address was given.</summary>
    public int KindCount => Volatile.Read(ref _kindCount);

    /// <summary>Whether an answer to the prefix may come to count: there is a witness to ask, or none is needed.</summary>
    public bool AreOfUse => _haveWitnesses || _refusesByDefault;

    /// <summary>
    /// Whether errors to the prefix count, or to one of the other addresses: a witness answered it as it answered the scan's own address, or
    /// none is needed.
    /// </summary>
    public bool IsConfirmed => Volatile.Read(ref _confirmed) != 0 || NeedsNoWitness;

    /// <summary>Whether the prefix, or each of the other addresses, is rejected where the scan's own address is not.</summary>
    public bool IsContradicted => BitOperations.PopCount(Volatile.Read(ref _contradicted)) == placeCount;

    private bool NeedsNoWitness => _refusesByDefault && !_haveWitnesses;

    /// <summary>Whether the target accepted or refused at the prefix what it left without an answer at the scan's own address.</summary>
    public bool IsTargetHeard => _isTargetHeard;

    /// <summary>Whether an answer counts, as all to the scan's own address do; from these it learns.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="known">What is known of its probe.</param>
    /// <param name="isControl">Whether its probe asks a random port.</param>
    /// <param name="isKnownProved">Whether what is known proved itself.</param>
    /// <param name="place">Which of several other addresses it came to, if it did to any; 0 for the prefix.</param>
    public bool Takes(in Answer answer, Reason known, bool isControl, bool isKnownProved = true, int place = 0)
    {
        if (answer.IsToPrefix)
        {
            _isTargetHeard |= answer.IndirectResponder is null && IsWitness(answer.Strength) && known.Info().Strength == EvidenceStrength.Silence;
            return Counts(answer, known, isKnownProved, place);
        }

        Learn(answer, isControl && !IsError(known));
        return true;
    }

    /// <summary>Whether a probe of which so much is proved is a witness.</summary>
    public static bool IsWitness(EvidenceStrength known) => known > EvidenceStrength.IcmpError;

    private static bool IsError(Reason reason) => reason.Info().Strength == EvidenceStrength.IcmpError;

    private void Learn(in Answer answer, bool isControlsFirst)
    {
        _haveWitnesses |= IsWitness(answer.Strength);
        if (!IsError(answer.Reason))
        {
            return;
        }

        if (!IsKnown(answer) && _kindCount < MostKinds)
        {
            _kinds[_kindCount] = (answer.Reason, answer.IndirectResponder);
            Volatile.Write(ref _kindCount, _kindCount + 1);
        }

        _refusedControls += isControlsFirst ? 1 : 0;
        _refusesByDefault = controlCount > 0 && _refusedControls == controlCount;
    }

    private bool Counts(in Answer answer, Reason known, bool isKnownProved, int place)
    {
        if (isKnownProved && IsWitness(known.Info().Strength))
        {
            Add(ref _confirmed, place, answer.Reason == known);
            Add(ref _contradicted, place, IsError(answer.Reason));
            return false;
        }

        return (Has(ref _confirmed, place) || NeedsNoWitness) && !Has(ref _contradicted, place) && IsError(answer.Reason) && IsKnown(answer);
    }

    private static bool Has(ref ulong places, int place) => (Volatile.Read(ref places) & (1UL << place)) != 0;

    private static void Add(ref ulong places, int place, bool isSo) => Volatile.Write(ref places, places | ((isSo ? 1UL : 0) << place));

    private bool IsKnown(in Answer answer)
    {
        for (var i = 0; i < _kindCount; i++)
        {
            if (_kinds[i].Reason == answer.Reason && _kinds[i].Responder == answer.IndirectResponder)
            {
                return true;
            }
        }

        return false;
    }
}
