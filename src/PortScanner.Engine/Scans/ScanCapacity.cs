using PortScanner.Engine.Contract;
using PortScanner.Engine.Schedule;

namespace PortScanner.Engine.Scans;

/// <summary>
/// What of the machine is reserved for scans: its pace and its memory. For each scan so much is reserved that its probes leave within a second and
/// a half, or within one and a half times what they need at the moderate pace that a scan begins with; a scan for which there is not so much left is
/// rejected. What goes beyond is nobody's: scans whose paths carry more have it in turns. A quarter of both is for small scans alone, so that a few
/// of all ports cannot keep everyone else out for minutes.
/// </summary>
/// <param name="packetsPerSecond">The machine's pace.</param>
/// <param name="packetsPerSecondPerTarget">The most that a scan may have.</param>
/// <param name="maximumProbes">How many probes the machine has memory for.</param>
internal sealed class ScanCapacity(int packetsPerSecond, int packetsPerSecondPerTarget, int maximumProbes)
{
    // Where nothing waits but the first pass, a second and a half of it still ends a quick scan within one and a half times its time.
    private const double Stretch = 1.5;

    // The quick profile with UDP and a firewall's tests has less than two hundred probes, and 256 more with a file of payloads.
    private const int SmallScan = 512;

    // The other quarter has capacity for 250 of the largest quick scans in pace, and for 1,300 in memory. Who wants to fill it needs as many
    // households, for as long as a quick scan takes.
    private const double ShareOfLargeScans = 0.75;

    private readonly Lock _lock = new();
    private double _paceOfOthers;
    private int _largeScans;
    private double _reservedPace;
    private long _reservedProbes;
    private long _reservationCount;

    /// <summary>What is not reserved, of pace and memory.</summary>
    public ScanRoom Room
    {
        get
        {
            lock (_lock)
            {
                return new ScanRoom(Math.Max(0, (int)(packetsPerSecond - _reservedPace)), (int)Math.Max(0, maximumProbes - _reservedProbes), 0);
            }
        }
    }

    /// <summary>How many reservations were made since the start.</summary>
    public long ReservationCount => Volatile.Read(ref _reservationCount);

    /// <summary>Reserves a scan its part.</summary>
    /// <param name="probeCount">How many probes it has.</param>
    /// <param name="interval">The least time between two of its packets; null if it is as fast as it may be.</param>
    /// <returns>Gives the part back when disposed; null if there is no capacity. For a scan that is alone there always is.</returns>
    public Reservation? TryReserve(int probeCount, TimeSpan? interval = null)
    {
        var pace = interval is { } gap ? 1 / gap.TotalSeconds : Math.Min(probeCount, Math.Min(packetsPerSecondPerTarget, PathPace.Moderate)) / Stretch;
        var isLarge = probeCount > SmallScan && interval is null;
        var share = probeCount > SmallScan ? ShareOfLargeScans : 1;
        lock (_lock)
        {
            if (_reservedProbes > 0 && (_reservedPace + pace > share * packetsPerSecond || _reservedProbes + probeCount > share * maximumProbes))
            {
                return null;
            }

            _reservedPace += pace;
            _reservedProbes += probeCount;
            _reservationCount++;
            if (!isLarge)
            {
                _paceOfOthers += pace;
                return new Reservation(this, pace, probeCount, null);
            }

            _largeScans++;
            return new Reservation(this, pace, probeCount, PaceOfEach(pace));
        }
    }

    /// <summary>Does something while no scan is under way; one that would begin meanwhile waits.</summary>
    /// <returns>False, with nothing done, if there is a scan.</returns>
    public bool TryWhileEmpty(Action action)
    {
        lock (_lock)
        {
            if (_reservedProbes > 0)
            {
                return false;
            }

            action();
            return true;
        }
    }

    // The sender serves in turns, so scans that have much to send have as much each; what the others send is little, and soon over.
    private int PaceOfEach(double reserved) =>
        (int)Math.Min(packetsPerSecondPerTarget, Math.Max((packetsPerSecond - _paceOfOthers) / _largeScans, Math.Min(reserved, packetsPerSecond)));

    private void TakeBack(Reservation reservation)
    {
        lock (_lock)
        {
            _reservedPace -= reservation.Pace;
            _reservedProbes -= reservation.ProbeCount;
            if (reservation.PacketsPerSecond is null)
            {
                _paceOfOthers -= reservation.Pace;
            }
            else
            {
                _largeScans--;
            }
        }
    }

    /// <summary>The part of one scan; given back when disposed of.</summary>
    /// <param name="capacity">Of what it is a part.</param>
    /// <param name="pace">The packets a second that are reserved.</param>
    /// <param name="probeCount">The probes that there is memory for.</param>
    /// <param name="packetsPerSecond">What the machine had for the scan as it began, beside the others, if its path carries that; null for one that is small or gentle.</param>
    internal sealed class Reservation(ScanCapacity capacity, double pace, int probeCount, int? packetsPerSecond) : IDisposable
    {
        private int _isTakenBack;

        /// <summary>The packets a second that are reserved.</summary>
        public double Pace => pace;

        /// <summary>The probes that there is memory for.</summary>
        public int ProbeCount => probeCount;

        /// <summary>What the machine had for the scan as it began, beside the others, if its path carries that; null for one that is small or gentle.</summary>
        public int? PacketsPerSecond => packetsPerSecond;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isTakenBack, 1) == 0)
            {
                capacity.TakeBack(this);
            }
        }
    }
}
