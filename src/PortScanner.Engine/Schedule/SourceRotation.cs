using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Tables;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// Decides whether a pass leaves from the source prefix. Such a pass is worth its packets as long as passes like it bring answers, or
/// where a kind of error was met since the last, which was not taken before. Where there are a few other addresses instead, they are asked from again
/// when the limit has let some answers to each gather. Used by the sender thread alone.
/// </summary>
/// <param name="sources">Where packets leave from.</param>
/// <param name="answers">What came back.</param>
/// <param name="prefixAnswers">Which answers to the prefix count.</param>
internal sealed class SourceRotation(ProbeSources sources, AnswerTable answers, PrefixAnswers prefixAnswers)
{
    // A limit that counts errors to the prefix together lets a few through in each pass; its pace is no faster than the scan's own.
    private const double LeastShareOfDecided = 1.0 / 20;

    // Passes beyond what packets can tell apart all bear the last number.
    private const int LastPass = TcpSequence.PassCount - 2;

    // Of a few addresses each must have been heard by one, to which the passes come in turn.
    private const int MostWitnesses = 4;
    private const int MostWitnessesOfFew = 16;
    private const int MostPassesWithoutWitness = 2;

    // Linux gathers six errors for an address that it limits; others gather fewer, or none.
    private const int GatheredAnswers = 3;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestFruitlessPause = TimeSpan.FromSeconds(12);

    private readonly int[] _witnesses = new int[MostWitnessesOfFew];
    private int _asked;
    private int _kindsBefore;
    private int _unheard;
    private bool _isOfUse;
    private TimeSpan _pause;
    private TimeSpan _dueAt;

    /// <summary>Whether the packets of a pass leave from the prefix.</summary>
    /// <param name="pass">Its number.</param>
    public bool IsRotating(int pass) => sources.IsRotating(pass);

    /// <summary>Whether the next pass should leave from the prefix.</summary>
    /// <param name="pass">Its number.</param>
    /// <param name="now">Since the scan began.</param>
    public bool IsOfUse(int pass, TimeSpan now) =>
        sources.CanRotate && now >= _dueAt && pass <= LastPass
        && !prefixAnswers.IsContradicted && prefixAnswers.AreOfUse && (_isOfUse || prefixAnswers.KindCount > _kindsBefore);

    /// <summary>Whether it is over a few addresses, to which it comes again and again.</summary>
    public bool IsAmongFew => sources.AreFew;

    /// <summary>Whether the prefix may come to be of use once the random ports are answered: they are worth being asked before others.</summary>
    public bool AwaitsControls => sources.CanRotate && !prefixAnswers.AreOfUse;

    /// <summary>Begins a pass from the prefix.</summary>
    /// <param name="pass">Its number.</param>
    /// <param name="asked">How many outstanding it asks.</param>
    /// <param name="probeCount">How many probes the plan has.</param>
    /// <returns>The witnesses to ask before the outstanding.</returns>
    public ReadOnlySpan<int> Begin(int pass, int asked, int probeCount)
    {
        sources.Rotate(pass);
        _asked = asked;
        _kindsBefore = prefixAnswers.KindCount;
        return PickWitnesses(probeCount);
    }

    /// <summary>Has a pass leave from the prefix that only asks whether the target answers there.</summary>
    /// <param name="pass">Its number.</param>
    /// <returns>False if there is no prefix, or no number that packets could bear.</returns>
    public bool TryAsk(int pass)
    {
        if (!sources.CanRotate || pass > LastPass)
        {
            return false;
        }

        sources.Rotate(pass);
        return true;
    }

    /// <summary>Whether the target answered there what it did not answer at the scan's own address.</summary>
    public bool IsTargetHeard => prefixAnswers.IsTargetHeard;

    /// <summary>Ends a pass from the prefix.</summary>
    /// <param name="news">How many probes were decided meanwhile.</param>
    /// <param name="now">Since the scan began.</param>
    /// <param name="limit">The time that the limit of the scan's own address lets pass between two answers, as far as it is known.</param>
    public void End(int news, TimeSpan now, TimeSpan limit)
    {
        var isHeard = prefixAnswers.IsConfirmed;
        _unheard += isHeard ? 0 : 1;
        if (sources.AreFew)
        {
            _pause = news > 0 || _pause == TimeSpan.Zero ? Min(Max(limit * GatheredAnswers, ShortestPause), LongestPause) : Min(_pause * 2, LongestFruitlessPause);
            _dueAt = now + _pause;
            _isOfUse = isHeard || _unheard < MostPassesWithoutWitness * sources.PlaceCount;
        }
        else
        {
            _isOfUse = isHeard ? news > 0 && news >= _asked * LeastShareOfDecided : _unheard < MostPassesWithoutWitness;
        }
    }

    // From all over the plan, since a filter may treat neighbouring ports alike.
    private ReadOnlySpan<int> PickWitnesses(int probeCount)
    {
        var all = 0;
        for (var i = 0; i < probeCount; i++)
        {
            all += PrefixAnswers.IsWitness(answers.StrengthOf(i)) ? 1 : 0;
        }

        var most = sources.AreFew ? MostWitnessesOfFew : MostWitnesses;
        var (seen, picked) = (0, 0);
        for (var i = 0; i < probeCount && picked < most; i++)
        {
            if (PrefixAnswers.IsWitness(answers.StrengthOf(i)) && seen++ * most >= picked * all)
            {
                _witnesses[picked++] = i;
            }
        }

        return _witnesses.AsSpan(0, picked);
    }
}
