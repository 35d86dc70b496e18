namespace PortScanner.Engine.Scanning;

/// <summary>
/// What of the machine is promised to scans: its pace and its memory. A scan is promised that its probes leave within a second and a half,
/// or within one and a half times what they need when it is alone; one more than can be promised that is not begun.
/// </summary>
/// <param name="packetsPerSecond">The machine's pace.</param>
/// <param name="packetsPerSecondPerTarget">The pace of a scan that is alone.</param>
/// <param name="maximumProbes">How many probes the machine has memory for.</param>
internal sealed class ScanRoom(int packetsPerSecond, int packetsPerSecondPerTarget, int maximumProbes)
{
    // Where nothing waits but the first pass, a second and a half of it still ends a quick scan within one and a half times its time.
    private const double Stretch = 1.5;

    private readonly Lock _lock = new();
    private double _promisedPace;
    private long _promisedProbes;

    /// <summary>Promises a scan its part.</summary>
    /// <param name="probeCount">How many probes it has.</param>
    /// <returns>Takes the promise back when disposed; null if there is no room. A scan that is alone always has room.</returns>
    public IDisposable? TryPromise(int probeCount)
    {
        var pace = Math.Min(probeCount, packetsPerSecondPerTarget) / Stretch;
        lock (_lock)
        {
            if (_promisedProbes > 0 && (_promisedPace + pace > packetsPerSecond || _promisedProbes + probeCount > maximumProbes))
            {
                return null;
            }

            _promisedPace += pace;
            _promisedProbes += probeCount;
            return new Promise(this, pace, probeCount);
        }
    }

    private void TakeBack(double pace, int probeCount)
    {
        lock (_lock)
        {
            _promisedPace -= pace;
            _promisedProbes -= probeCount;
        }
    }

    private sealed class Promise(ScanRoom room, double pace, int probeCount) : IDisposable
    {
        private int _isTakenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isTakenBack, 1) == 0)
            {
                room.TakeBack(pace, probeCount);
            }
        }
    }
}
