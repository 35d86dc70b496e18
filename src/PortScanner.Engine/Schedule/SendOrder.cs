using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Schedule;

/// <summary>What a pass asks, in order: outstanding probes, and controls among them. Used by the sender thread alone.</summary>
/// <param name="probeCount">How many probes the plan has.</param>
/// <param name="random">A random number from zero up to, and without, its argument.</param>
internal sealed class SendOrder(int probeCount, Func<int, int> random)
{
    // Several packets for each of few outstanding probes prove more for one token of a limit, at no more packets than a pass over many has.
    private const int MostPackets = 400;
    private const int MostCopies = 10;

    // How often those that are asked first may be asked, so that most of them get a token of a limit soon.
    private const int FirstCopies = 10;

    private readonly Send[] _order = new Send[probeCount + MostPackets + ControlProbes.Maximum];
    private int _count;
    private int _cursor;

    /// <summary>How many are still to be taken, those that are passed over among them.</summary>
    public int Left => _count - _cursor;

    /// <summary>How many there are in all, those that were taken among them.</summary>
    public int Count => _count;

    /// <summary>How many packets an outstanding probe may be asked with in one round.</summary>
    public static int CopiesFor(int outstanding) => outstanding == 0 ? 1 : Math.Clamp(MostPackets / outstanding, 1, MostCopies);

    /// <summary>Begins anew.</summary>
    public void Clear() => (_count, _cursor) = (0, 0);

    /// <summary>Adds an outstanding probe.</summary>
    public void Add(int probe) => _order[_count++] = new Send(probe);

    /// <summary>Adds a control.</summary>
    public void AddControl(int probe) => _order[_count++] = new Send(probe, IsControl: true);

    /// <summary>Adds the controls that are picked for a round.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Add(ControlProbes controls, OutstandingProbes outstanding, bool withErrors = true)
    {
        var count = controls.Pick(_order.AsSpan(_count), outstanding, withErrors);
        _count += count;
        return count > 0;
    }

    /// <summary>Adds outstanding probes.</summary>
    /// <param name="outstanding">The probes.</param>
    /// <param name="copies">How often each.</param>
    public void Add(ReadOnlySpan<int> outstanding, int copies)
    {
        for (var copy = 0; copy < copies; copy++)
        {
            foreach (var probe in outstanding)
            {
                Add(probe);
            }
        }
    }

    /// <summary>Puts all in random order.</summary>
    /// <param name="from">How many stay where they are, before the others.</param>
    public void Shuffle(int from = 0)
    {
        for (var i = _count - 1; i > from; i--)
        {
            var other = from + random(i + 1 - from);
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }
    }

    /// <summary>Puts the plan's first probes before everything else, in turn and several times; those that are decided are passed over.</summary>
    /// <param name="count">How many; few.</param>
    public void AskFirst(int count)
    {
        var first = count * FirstCopies;
        _order.AsSpan(0, _count).CopyTo(_order.AsSpan(first));
        for (var i = 0; i < first; i++)
        {
            _order[i] = new Send(i % count);
        }

        _count += first;
    }

    /// <summary>Whether something is left that is worth asking; what is not is passed over.</summary>
    public bool HasMore(AnswerTable answers)
    {
        while (_cursor < _count && !_order[_cursor].IsControl && answers.IsDecided(_order[_cursor].Probe))
        {
            _cursor++;
        }

        return _cursor < _count;
    }

    /// <summary>Takes the next that is still worth asking: any control, and an outstanding probe that is undecided.</summary>
    /// <returns>False at the end.</returns>
    public bool TryTake(AnswerTable answers, out Send next)
    {
        var hasMore = HasMore(answers);
        next = hasMore ? _order[_cursor++] : default;
        return hasMore;
    }
}
