namespace PortScanner.Engine.Scanning;

/// <summary>
/// How much of the machine's pace is promised to scans. A scan is promised that its probes leave within a second and a half, or within
/// one and a half times what they need when it is alone; one more than can be promised that is not begun.
/// </summary>
/// <param name="packetsPerSecond">The machine's pace.</param>
/// <param name="packetsPerSecondPerTarget">The pace of a scan that is alone.</param>
internal sealed class PaceRoom(int packetsPerSecond, int packetsPerSecondPerTarget)
{
    // Where nothing waits but the first pass, a second and a half of it still ends a quick scan within one and a half times its time.
    private const double Stretch = 1.5;

    private readonly Lock _lock = new();
    private double _promised;
    private int _count;

    /// <summary>Promises a scan its part.</summary>
    /// <param name="probeCount">How many probes it has.</param>
    /// <returns>Takes the promise back when disposed; null if there is no room. A scan that is alone always has room.</returns>
    public IDisposable? TryPromise(int probeCount)
    {
        var part = Math.Min(probeCount, packetsPerSecondPerTarget) / Stretch;
        lock (_lock)
        {
            if (_count > 0 && _promised + part > packetsPerSecond)
            {
                return null;
            }

            _promised += part;
            _count++;
            return new Promise(this, part);
        }
    }

    private void TakeBack(double part)
    {
        lock (_lock)
        {
            _promised -= part;
            _count--;
        }
    }

    private sealed class Promise(PaceRoom room, double part) : IDisposable
    {
        private int _isTakenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isTakenBack, 1) == 0)
            {
                room.TakeBack(part);
            }
        }
    }
}
