using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PortScanner.Cluster.Grants;

/// <summary>
/// A tester's own time: its life, drawn at its start, and the milliseconds since then. Web nodes give it back in what they send, so that a tester
/// alone decides how old that is.
/// </summary>
/// <param name="timeProvider">The clock that nobody sets.</param>
public sealed class TesterClock(TimeProvider timeProvider)
{
    private readonly long _start = timeProvider.GetTimestamp();

    /// <summary>This life.</summary>
    public long Epoch { get; } = Draw();

    /// <summary>The milliseconds since its start.</summary>
    public long Tick => (long)timeProvider.GetElapsedTime(_start).TotalMilliseconds;

    // What JSON can hold as a number everywhere.
    private static long Draw()
    {
        Span<byte> drawn = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(drawn);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(drawn) >> 11);
    }
}
