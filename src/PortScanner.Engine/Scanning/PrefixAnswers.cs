using PortScanner.Core.Results;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// Decides which answers to addresses of the source prefix count. Only ICMP errors, of a kind (who, and how) that the scan's own address
/// was given too: they are what limits hold back, and a router that rejects the prefix itself tells nothing of the target's ports. And
/// only once a witness, a probe that is known to be answered otherwise, was answered in the same way from the prefix; one that gets an
/// error there shows that somebody rejects the prefix. Without a witness nobody could tell, and nothing counts. The receiver thread writes;
/// the sender looks.
/// </summary>
internal sealed class PrefixAnswers
{
    // A path has few devices that refuse. The errors of those beyond are taken at the scan's own address alone.
    private const int MostKinds = 16;

    private readonly (Reason Reason, IpAddressBits? Responder)[] _kinds = new (Reason, IpAddressBits?)[MostKinds];
    private int _kindCount;
    private volatile bool _haveWitnesses;
    private volatile bool _isConfirmed;
    private volatile bool _isContradicted;

    /// <summary>How many kinds of errors the scan's own address was given.</summary>
    public int KindCount => Volatile.Read(ref _kindCount);

    /// <summary>Whether there is a probe that the scan's own address knows to be answered otherwise than by an error.</summary>
    public bool HaveWitnesses => _haveWitnesses;

    /// <summary>Whether a witness answered the prefix as it answered the scan's own address.</summary>
    public bool IsConfirmed => _isConfirmed;

    /// <summary>Whether the prefix is rejected where the scan's own address is not.</summary>
    public bool IsContradicted => _isContradicted;

    /// <summary>Whether an answer counts, as all to the scan's own address do; from these it learns.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="known">What is known of its probe.</param>
    public bool Takes(in Answer answer, Reason known)
    {
        if (answer.IsToPrefix)
        {
            return Counts(answer, known);
        }

        Learn(answer);
        return true;
    }

    /// <summary>Whether a probe with this answer is a witness.</summary>
    public static bool IsWitness(Reason known) => known.Info().Strength > EvidenceStrength.IcmpError;

    private static bool IsError(Reason reason) => reason.Info().Strength == EvidenceStrength.IcmpError;

    private void Learn(in Answer answer)
    {
        _haveWitnesses |= IsWitness(answer.Reason);
        if (IsError(answer.Reason) && !IsKnown(answer) && _kindCount < MostKinds)
        {
            _kinds[_kindCount] = (answer.Reason, answer.IndirectResponder);
            Volatile.Write(ref _kindCount, _kindCount + 1);
        }
    }

    private bool Counts(in Answer answer, Reason known)
    {
        if (IsWitness(known))
        {
            _isConfirmed |= answer.Reason == known;
            _isContradicted |= IsError(answer.Reason);
            return false;
        }

        return IsConfirmed && !IsContradicted && IsError(answer.Reason) && IsKnown(answer);
    }

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
