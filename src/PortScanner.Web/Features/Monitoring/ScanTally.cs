using System.Collections.Concurrent;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>
/// What is counted of scans since the start: sums over all visitors, with nothing in them of any. Reasons and outcomes are words of the
/// program's own, so there are only so many. Safe for any thread.
/// </summary>
internal sealed class ScanTally
{
    private readonly ConcurrentDictionary<string, long> _finished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private long _started;
    private long _milliseconds;

    /// <summary>How many began.</summary>
    public long Started => Interlocked.Read(ref _started);

    /// <summary>How many ended, by how they did.</summary>
    public IEnumerable<KeyValuePair<string, long>> Finished => _finished;

    /// <summary>How many were refused, by why.</summary>
    public IEnumerable<KeyValuePair<string, long>> Refused => _refused;

    /// <summary>How many are running.</summary>
    public long Alive => Started - Finished.Sum(outcome => outcome.Value);

    /// <summary>How long those that ended took, all together.</summary>
    public double Seconds => Interlocked.Read(ref _milliseconds) / 1000.0;

    /// <summary>Counts a scan that begins.</summary>
    public void Start() => Interlocked.Increment(ref _started);

    /// <summary>Counts a scan that ended.</summary>
    public void Finish(string outcome, TimeSpan time)
    {
        Interlocked.Add(ref _milliseconds, (long)time.TotalMilliseconds);
        _finished.AddOrUpdate(outcome, 1, (_, count) => count + 1);
    }

    /// <summary>Counts a refusal.</summary>
    public void Refuse(string reason) => _refused.AddOrUpdate(reason, 1, (_, count) => count + 1);
}
