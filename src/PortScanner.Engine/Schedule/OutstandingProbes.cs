using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Schedule;

/// <summary>The probes that are still undecided, and what the decided ones tell of limits. Used by the sender thread alone.</summary>
internal sealed class OutstandingProbes
{
    private readonly ProbeTable _probes;
    private readonly AnswerTable _answers;
    private readonly AttemptTable _attempts;
    private readonly int[] _indexes;
    private readonly bool[] _haveErrors = new bool[Enum.GetValues<ProbeProtocol>().Length];
    private int _count;

    /// <summary>All probes of a plan.</summary>
    /// <param name="probes">The plan.</param>
    /// <param name="answers">What came back.</param>
    /// <param name="attempts">What was sent.</param>
    /// <param name="random">A random number from zero up to, and without, its argument.</param>
    public OutstandingProbes(ProbeTable probes, AnswerTable answers, AttemptTable attempts, Func<int, int> random)
    {
        _probes = probes;
        _answers = answers;
        _attempts = attempts;
        _indexes = [.. InRandomOrder(probes.Count, random).OrderBy(probes.ExposureOf)];
        _count = probes.Count;
    }

    /// <summary>
    /// The probes, as of the last look: first what is worst if it is open, in random order where that is equal. The order stays, so that rounds in which
    /// they leave in it leave each the same time between two attempts.
    /// </summary>
    public ReadOnlySpan<int> Indexes => _indexes.AsSpan(0, _count);

    /// <summary>How many were decided by an ICMP error.</summary>
    public int Errors { get; private set; }

    /// <summary>How many of these only after an attempt that stayed without an answer.</summary>
    public int ErrorsAfterRetry { get; private set; }

    /// <summary>Whether probes of a protocol are among them.</summary>
    public bool HasAny(ProbeProtocol protocol)
    {
        foreach (var index in Indexes)
        {
            if (_probes[index].Protocol == protocol)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether ICMP errors come in answer to a protocol's probes.</summary>
    public bool HaveErrors(ProbeProtocol protocol) => _haveErrors[(int)protocol];

    /// <summary>Takes out what was decided since the last look.</summary>
    /// <returns>What that was, but for those that only an answer without a proof decided.</returns>
    public NewAnswers TakeDecided()
    {
        var (left, replies, errors) = (0, 0, 0);
        foreach (var index in Indexes)
        {
            if (!_answers.IsDecided(index))
            {
                _indexes[left++] = index;
                continue;
            }

            if (_answers.StrengthOf(index) == EvidenceStrength.IcmpError)
            {
                errors++;
                ErrorsAfterRetry += _answers.NeededRetry(index) ? 1 : 0;
                _haveErrors[(int)_probes[index].Protocol] = true;
            }
            else
            {
                replies += _answers.IsProved(index) ? 1 : 0;
            }
        }

        _count = left;
        Errors += errors;
        return new NewAnswers(replies, errors);
    }

    /// <summary>Whether the kernel refused more packets for one of them than a number.</summary>
    public bool HaveSendErrorsBeyond(int most)
    {
        foreach (var index in Indexes)
        {
            if (_attempts.SendErrorsOf(index) > most)
            {
                return true;
            }
        }

        return false;
    }

    private static int[] InRandomOrder(int count, Func<int, int> random)
    {
        int[] indexes = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var other = random(i + 1);
            (indexes[i], indexes[other]) = (indexes[other], indexes[i]);
        }

        return indexes;
    }
}
