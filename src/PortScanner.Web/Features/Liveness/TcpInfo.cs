using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>The beginning of Linux' <c>struct tcp_info</c> (<c>linux/tcp.h</c>), which only ever grows at its end.</summary>
/// <remarks>
/// Eight bytes of state and flags; then words of 32 bits in the machine's byte order, of which the sixteenth and seventeenth are
/// <c>tcpi_rtt</c> and <c>tcpi_rttvar</c>, in microseconds. The twelfth and thirteenth are <c>tcpi_last_data_recv</c> and
/// <c>tcpi_last_ack_recv</c>, in milliseconds; the twenty-fourth is <c>tcpi_total_retrans</c>. Behind words of 64 bits among others come
/// <c>tcpi_min_rtt</c>, in microseconds (Linux 4.6), and <c>tcpi_delivered</c> (4.18).
/// </remarks>
internal static class TcpInfo
{
    /// <summary>The protocol level of the socket option, <c>IPPROTO_TCP</c>.</summary>
    public const int Level = 6;

    /// <summary>The socket option's name, <c>TCP_INFO</c>.</summary>
    public const int Option = 11;

    /// <summary>How many bytes are read.</summary>
    public const int Length = Delivered + sizeof(uint);

    /// <summary>How many bytes tell of the round trip and of life.</summary>
    public const int Shortest = RoundTripVariation + sizeof(uint);

    private const int LastReceived = 52;
    private const int LastAcknowledged = 56;
    private const int RoundTrip = 68;
    private const int RoundTripVariation = 72;
    private const int Retransmitted = 100;
    private const int LeastRoundTrip = 148;
    private const int Delivered = 192;

    // Longer than any path; a kernel that says so has timed a pause of the visitor's machine.
    private const uint LongestMicroseconds = 10_000_000;

    /// <summary>Reads the round-trip time that the kernel has measured.</summary>
    /// <param name="info">What the kernel wrote.</param>
    /// <param name="path">The estimate.</param>
    /// <returns>False if the kernel wrote less, has no sample yet, or measured more than ten seconds.</returns>
    public static bool TryRead(ReadOnlySpan<byte> info, [NotNullWhen(true)] out PathRoundTrip? path)
    {
        path = null;
        if (info.Length < Shortest
            || MemoryMarshal.Read<uint>(info[RoundTrip..]) is not (> 0 and <= LongestMicroseconds and var roundTrip)
            || MemoryMarshal.Read<uint>(info[RoundTripVariation..]) is not (<= LongestMicroseconds and var variation))
        {
            return false;
        }

        path = new PathRoundTrip(TimeSpan.FromMicroseconds(roundTrip), TimeSpan.FromMicroseconds(variation));
        return true;
    }

    /// <summary>Reads how long ago the peer last sent or acknowledged something, be it a question whether the connection lives.</summary>
    /// <param name="info">What the kernel wrote.</param>
    /// <returns>Null if the kernel wrote less.</returns>
    public static TimeSpan? SinceHeard(ReadOnlySpan<byte> info) =>
        info.Length < Shortest
            ? null
            : TimeSpan.FromMilliseconds(Math.Min(MemoryMarshal.Read<uint>(info[LastReceived..]), MemoryMarshal.Read<uint>(info[LastAcknowledged..])));

    /// <summary>Reads what the connection has carried.</summary>
    /// <param name="info">What the kernel wrote.</param>
    /// <returns>Null if the kernel wrote less, or has no round trip yet.</returns>
    public static ConnectionFlow? Flow(ReadOnlySpan<byte> info) =>
        info.Length >= Length
        && TryRead(info, out var path)
        && MemoryMarshal.Read<uint>(info[LeastRoundTrip..]) is > 0 and <= LongestMicroseconds and var least
            ? new ConnectionFlow(
                0,
                MemoryMarshal.Read<uint>(info[Delivered..]),
                MemoryMarshal.Read<uint>(info[Retransmitted..]),
                path.Smoothed,
                path.Variation,
                TimeSpan.FromMicroseconds(least))
            : null;
}
