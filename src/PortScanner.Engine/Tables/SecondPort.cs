using PortScanner.Engine.Clock;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Tables;

/// <summary>
/// What left from a scan's second block of source ports, a cell a probe. It is apart from the first attempts, so that these tell of loss what
/// they would without it. The sender thread alone writes, before the packet leaves.
/// </summary>
/// <param name="attempts">Where all packets of the scan are counted.</param>
/// <param name="count">How many probes there are.</param>
internal sealed class SecondPort(AttemptTable attempts, int count) : ISendReport
{
    private readonly byte[] _packets = new byte[count];
    private readonly long[] _sentAt = new long[count];

    /// <summary>How many packets of a probe left from there.</summary>
    public int PacketsOf(int index) => Volatile.Read(ref _packets[index]);

    /// <summary>What an answer to the second port tells of the question.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="capturedAt">When it came, in microseconds of <see cref="MonotonicTime"/>.</param>
    /// <returns>The round-trip time in microseconds, null where it is in doubt; and whether an earlier question from there had no answer.</returns>
    public (uint? RoundTrip, bool IsRetry) Answered(int index, long capturedAt)
    {
        var sentAt = Volatile.Read(ref _sentAt[index]);
        var roundTrip = capturedAt - sentAt;
        return (sentAt != 0 && roundTrip is >= 0 and < uint.MaxValue ? (uint)roundTrip : null, PacketsOf(index) > 1);
    }

    /// <inheritdoc />
    public void OnLeaving(Send send, long now)
    {
        var index = send.Probe;

        // Which of several is answered, nobody can tell (Karn's rule, RFC 6298 section 3).
        Volatile.Write(ref _sentAt[index], _packets[index] == 0 ? now : 0);
        Volatile.Write(ref _packets[index], (byte)Math.Min(_packets[index] + 1, byte.MaxValue));
        attempts.CountPacket(index);
    }

    /// <inheritdoc />
    public void OnRefused(Send send, SendError error)
    {
        var index = send.Probe;
        Volatile.Write(ref _packets[index], (byte)(_packets[index] - 1));
        attempts.TakeBackPacket(index);
    }
}
