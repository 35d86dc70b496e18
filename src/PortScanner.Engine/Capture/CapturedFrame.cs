namespace PortScanner.Engine.Capture;

/// <summary>A frame in the capture's ring. It is valid until the next one is taken.</summary>
internal readonly ref struct CapturedFrame
{
    /// <summary>The frame from its cooked header on, as far as it was captured.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>How long it was, in bytes.</summary>
    public int Length { get; init; }

    /// <summary>When the kernel saw it: microseconds of Unix time.</summary>
    public long StampedAt { get; init; }
}
