namespace PortScanner.Engine.Schedule;

/// <summary>
/// How many answers come of a hundred packets. Where more packets bring no more answers, they get lost, or their answers are limited.
/// </summary>
internal sealed class AnswerShare
{
    /// <summary>Fewer answers do not tell.</summary>
    public const int Enough = 40;

    private const double LowShare = 0.7;
    private const double Weight = 1.0 / 4;
    private const int LowTimes = 2;

    private double _usual;
    private int _lowTimes;

    /// <summary>Whether it was low lately.</summary>
    public bool IsLow => _lowTimes > 0;

    /// <summary>Whether that is no chance any more.</summary>
    public bool IsLowForLong => _lowTimes >= LowTimes;

    /// <summary>Notes the answers of some time.</summary>
    /// <param name="answers">How many came.</param>
    /// <param name="packets">How many packets those were that they could answer; infinite if nobody knows.</param>
    public void Note(int answers, double packets)
    {
        if (!double.IsFinite(packets))
        {
            return;
        }

        var share = Math.Min(answers / packets, 1);
        _lowTimes = share < LowShare * _usual ? _lowTimes + 1 : 0;
        _usual = _usual > 0 ? _usual + ((share - _usual) * Weight) : share;
    }
}
