using PortScanner.Core.Results;

namespace PortScanner.Engine.Tables;

/// <summary>
/// To which of a scan's two ports replies came that bear no secret, a cell a probe; and which probes are to be asked from the second
/// (decision 32). The receiver thread alone notes; the sender takes what is to be asked.
/// </summary>
/// <param name="count">How many probes there are.</param>
internal sealed class UnprovedReplies(int count)
{
    private readonly Came[] _came = new Came[count];
    private readonly ChangeSet _toAsk = new(count);
    private int _toAskCount;

    [Flags]
    private enum Came : byte
    {
        ToFirst = 1 << 0,
        RecognisedToFirst = 1 << 1,
        ToSecond = 1 << 2,
        RecognisedToSecond = 1 << 3,
        ToBoth = ToFirst | ToSecond,
        RecognisedToBoth = RecognisedToFirst | RecognisedToSecond,
    }

    /// <summary>Notes a reply.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="isRecognised">Whether it has the form of a genuine answer.</param>
    /// <param name="isToSecond">Whether it came to the second port, after the probe had left from there.</param>
    public void Note(int index, bool isRecognised, bool isToSecond)
    {
        var came = isToSecond ? Came.ToSecond : Came.ToFirst;
        var recognised = isToSecond ? Came.RecognisedToSecond : Came.RecognisedToFirst;
        _came[index] |= isRecognised ? came | recognised : came;
    }

    /// <summary>Whether one came to each port.</summary>
    public bool AreToBoth(int index) => (_came[index] & Came.ToBoth) == Came.ToBoth;

    /// <summary>What they say together: no more than either says.</summary>
    public Reason ReasonOf(int index) =>
        (_came[index] & Came.RecognisedToBoth) == Came.RecognisedToBoth ? Reason.UdpReply : Reason.UdpUnverified;

    /// <summary>Says that a probe is to be asked from the second port, now that it is known that it awaits a reply there.</summary>
    public void Ask(int index)
    {
        _toAsk.Mark(index);
        Interlocked.Increment(ref _toAskCount);
    }

    /// <summary>Takes a probe that is to be asked from the second port, and has not been. Called by the sender thread.</summary>
    public bool TryTakeQuestion(out int index)
    {
        index = -1;
        if (Volatile.Read(ref _toAskCount) == 0 || !_toAsk.TryTakeOne(out index))
        {
            return false;
        }

        Interlocked.Decrement(ref _toAskCount);
        return true;
    }
}
