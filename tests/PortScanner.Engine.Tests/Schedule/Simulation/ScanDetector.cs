namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>Counts new connections as long as none is later than a pause after the last, as RouterOS does (psd); more than so many are a scan.</summary>
internal sealed class ScanDetector(int most, TimeSpan pause) : ILimit
{
    private TimeSpan _last;
    private int _count;

    public bool TryTake(TimeSpan now)
    {
        _count = now - _last > pause ? 1 : _count + 1;
        _last = now;
        return _count <= most;
    }
}
