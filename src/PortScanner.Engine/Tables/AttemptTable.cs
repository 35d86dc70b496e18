using System.Numerics;

using PortScanner.Engine.Clock;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Tables;

/// <summary>
/// What was sent, a cell a probe in flat arrays. The sender thread alone writes, before the packet leaves, so that the receiver
/// finds the attempt that an answer answers.
/// </summary>
internal sealed class AttemptTable(int count) : ISendReport
{
    // Answers to older passes than these have no round-trip time: they are seconds late, and the fact alone matters.
    private const int RememberedPasses = 4;

    private readonly byte[] _attempts = new byte[count];
    private readonly byte[] _firstPass = new byte[count];
    private readonly byte[] _lastPass = new byte[count];
    private readonly byte[] _passes = new byte[count * RememberedPasses];
    private readonly long[] _sentAt = new long[count * RememberedPasses];
    private readonly long[] _lastSentAt = new long[count];
    private readonly byte[] _refusals = new byte[count];
    private readonly bool[] _areTooLong = new bool[count];
    private readonly ushort[] _packets = new ushort[count];

    /// <summary>How many packets left for a probe, controls not counted.</summary>
    public int AttemptsOf(int index) => _attempts[index];

    /// <summary>How many packets left for a probe, controls and all.</summary>
    public int PacketsOf(int index) => Volatile.Read(ref _packets[index]);

    /// <summary>When the last packet for a probe left, in microseconds of <see cref="MonotonicTime"/>.</summary>
    public long SentAt(int index) => Volatile.Read(ref _lastSentAt[index]);

    /// <summary>How many packets for a probe the kernel refused to send, controls not counted.</summary>
    public int SendErrorsOf(int index) => _refusals[index];

    /// <summary>Whether the kernel refused a packet for a probe because the path takes none of that length.</summary>
    public bool IsTooLong(int index) => _areTooLong[index];

    /// <summary>When a probe's only packet of a pass left, in microseconds of <see cref="MonotonicTime"/>; 0 if none or several did, or too long ago.</summary>
    public long SentAt(int index, int pass)
    {
        var cell = Cell(index, pass);
        return Volatile.Read(ref _passes[cell]) == pass ? Volatile.Read(ref _sentAt[cell]) : 0;
    }

    /// <summary>What an answer tells of the attempt that it answers.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="pass">The pass that the answer names; -1 if it names none.</param>
    /// <param name="capturedAt">When the answer came, in microseconds of <see cref="MonotonicTime"/>.</param>
    /// <returns>The round-trip time in microseconds, null where it is in doubt; and whether an earlier attempt had no answer.</returns>
    public (uint? RoundTrip, bool IsRetry) Answered(int index, int pass, long capturedAt)
    {
        // Where the answer does not tell, only a single attempt is without doubt the answered one.
        var isRetried = _attempts[index] > 1;
        var isTold = pass >= 0 || !isRetried;
        var sentAt = !isTold ? 0 : pass >= 0 ? SentAt(index, pass) : SentAt(index);
        var roundTrip = capturedAt - sentAt;
        return (sentAt != 0 && roundTrip is >= 0 and < uint.MaxValue ? (uint)roundTrip : null, pass >= 0 ? pass != _firstPass[index] : isRetried);
    }

    /// <summary>Whether a probe left from an address.</summary>
    /// <param name="sources">Where the scan's probes leave from.</param>
    /// <param name="candidate">The address that an answer came to, or that a quoted packet names as its source.</param>
    /// <param name="index">The probe.</param>
    /// <param name="pass">The pass that the packet names, -1 if it names none; then the one that the address names, if it does.</param>
    public bool TryPlace(ProbeSources sources, IpAddressBits candidate, int index, ref int pass)
    {
        if (pass >= 0)
        {
            return candidate == sources.Of(index, pass);
        }

        if (sources.IsFixed(candidate))
        {
            return true;
        }

        // The passes that a probe was asked in lately; of those from one address, the last.
        var lastSentAt = 0L;
        for (var passes = sources.RotatingPasses; passes != 0; passes &= passes - 1)
        {
            var rotating = BitOperations.TrailingZeroCount(passes);
            if (SentAt(index, rotating) is var sentAt && sentAt > lastSentAt && candidate == sources.Of(index, rotating))
            {
                (pass, lastSentAt) = (rotating, sentAt);
            }
        }

        return pass >= 0;
    }

    /// <summary>Notes a packet that was built.</summary>
    /// <param name="send">The packet.</param>
    /// <param name="pass">The pass, modulo what a packet can carry.</param>
    public void OnBuilt(Send send, int pass)
    {
        var index = send.Probe;
        _lastPass[index] = (byte)pass;
        if (!send.IsControl && _attempts[index] < byte.MaxValue)
        {
            // Packets that the kernel refused are taken back, so that the first is the first that left.
            if (_attempts[index]++ == 0)
            {
                _firstPass[index] = (byte)pass;
            }
        }
    }

    /// <inheritdoc />
    public void OnLeaving(Send send, long now)
    {
        var index = send.Probe;
        var pass = _lastPass[index];
        var cell = Cell(index, pass);
        // Which of several packets of a pass is answered, nobody can tell (Karn's rule, RFC 6298 section 3).
        Volatile.Write(ref _sentAt[cell], _passes[cell] == pass && _lastSentAt[index] != 0 ? 0 : now);
        Volatile.Write(ref _passes[cell], pass);
        Volatile.Write(ref _lastSentAt[index], now);
        CountPacket(index);
    }

    /// <summary>Counts a packet that leaves for a probe, whatever it is.</summary>
    public void CountPacket(int index) => Volatile.Write(ref _packets[index], (ushort)Math.Min(_packets[index] + 1, ushort.MaxValue));

    /// <summary>Counts a packet no more, since it did not leave.</summary>
    public void TakeBackPacket(int index) => Volatile.Write(ref _packets[index], (ushort)(_packets[index] - 1));

    /// <inheritdoc />
    public void OnRefused(Send send, SendError error)
    {
        var index = send.Probe;
        TakeBackPacket(index);
        _areTooLong[index] |= error == SendError.TooLong;
        if (!send.IsControl)
        {
            _attempts[index]--;
            _refusals[index] += _refusals[index] < byte.MaxValue ? (byte)1 : (byte)0;
        }
    }

    private static int Cell(int index, int pass) => (index * RememberedPasses) + (pass % RememberedPasses);
}
