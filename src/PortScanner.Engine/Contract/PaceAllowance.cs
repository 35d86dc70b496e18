namespace PortScanner.Engine.Contract;

/// <summary>
/// How much of the pace that one target may be asked at is a tester's, of several that ask it. Whoever gave it may change it while the scan runs, from any
/// thread; the sender thread reads it each time that it sends.
/// </summary>
public sealed class PaceAllowance
{
    /// <summary>The least: a scan that may send nothing would never end.</summary>
    public const double Least = 0.01;

    private double _part = 1;

    /// <summary>All of it.</summary>
    public PaceAllowance()
    {
    }

    /// <summary>A part.</summary>
    /// <param name="part">Of 1; what is less than <see cref="Least"/> or more than 1 is taken for these.</param>
    public PaceAllowance(double part) => Part = part;

    /// <summary>The part, of 1: of the pace that a scan begins with, as of the most that it may grow to.</summary>
    public double Part
    {
        get => Volatile.Read(ref _part);
        set => Volatile.Write(ref _part, double.IsFinite(value) ? Math.Clamp(value, Least, 1) : Least);
    }
}
