namespace PortScanner.Engine.Schedule;

/// <summary>What the pace was a while ago, when the packets left that answers tell of now.</summary>
internal sealed class PaceHistory
{
    private const int Remembered = 32;

    private readonly (TimeSpan From, double Pace)[] _steps = new (TimeSpan, double)[Remembered];
    private int _count;

    /// <summary>Notes the pace from now on.</summary>
    public void Add(TimeSpan now, double pace) => _steps[_count++ % Remembered] = (now, pace);

    /// <summary>The pace of a moment; infinite if that is too long ago.</summary>
    public double At(TimeSpan moment)
    {
        for (var i = 1; i <= Math.Min(_count, Remembered); i++)
        {
            var (from, pace) = _steps[(_count - i) % Remembered];
            if (from <= moment)
            {
                return pace;
            }
        }

        return double.PositiveInfinity;
    }
}
