using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// What was sent, a cell a probe in flat arrays. The sender thread alone writes, before the packet leaves, so that the receiver
/// finds the attempt that an answer answers. A packet sent again as a control is told by the complement of its probe's index.
/// </summary>
internal sealed class AttemptTable(int count) : ISendReport
{
    private readonly byte[] _attempts = new byte[count];
    private readonly byte[] _lastPass = new byte[count];
    private readonly long[] _sentAt = new long[count];

    /// <summary>How many packets left for a probe, controls not counted.</summary>
    public int AttemptsOf(int index) => _attempts[index];

    /// <summary>When the last packet for a probe left, in microseconds of Unix time.</summary>
    public long SentAt(int index) => Volatile.Read(ref _sentAt[index]);

    /// <summary>Whether the last packet for a probe was that of a pass.</summary>
    public bool IsLastPass(int index, int pass) => _lastPass[index] == pass;

    /// <summary>Notes a packet that was built.</summary>
    /// <param name="reportIndex">The probe's index; its complement for a control.</param>
    /// <param name="pass">The pass, modulo what a packet can carry.</param>
    public void OnBuilt(int reportIndex, int pass)
    {
        _lastPass[ProbeOf(reportIndex)] = (byte)pass;
        if (reportIndex >= 0 && _attempts[reportIndex] < byte.MaxValue)
        {
            _attempts[reportIndex]++;
        }
    }

    /// <inheritdoc />
    public void OnLeaving(int index, long now) => Volatile.Write(ref _sentAt[ProbeOf(index)], now);

    /// <inheritdoc />
    public void OnRefused(int index)
    {
        if (index >= 0)
        {
            _attempts[index]--;
        }
    }

    private static int ProbeOf(int reportIndex) => reportIndex < 0 ? ~reportIndex : reportIndex;
}
