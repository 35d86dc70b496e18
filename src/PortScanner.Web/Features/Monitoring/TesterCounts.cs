using System.Collections.Concurrent;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>
/// What a web node counts of each tester that it asks, by the tester's name, which is the operator's word for it and no visitor's. Safe for any thread.
/// </summary>
internal sealed class TesterCounts
{
    private readonly ConcurrentDictionary<string, TesterCount> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts of one tester.</summary>
    public TesterCount Of(string tester) => _counts.GetOrAdd(tester, _ => new TesterCount());

    /// <summary>One number of each tester.</summary>
    public IEnumerable<KeyValuePair<string, long>> Each(Func<TesterCount, long> number) =>
        _counts.Select(count => KeyValuePair.Create(count.Key, number(count.Value)));
}

/// <summary>What is counted of one tester.</summary>
internal sealed class TesterCount
{
    private long _scans;
    private long _rows;
    private long _refused;
    private long _lost;
    private long _continued;

    /// <summary>Scans, and parts of them, that it began.</summary>
    public long Scans => Interlocked.Read(ref _scans);

    /// <summary>Results that it delivered.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Scans, and parts of them, that it did not begin.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Scans, and parts of them, that it did not end.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Parts of scans that it took over from one that was lost.</summary>
    public long Continued => Interlocked.Read(ref _continued);

    /// <summary>Counts one that begins.</summary>
    /// <param name="isContinued">Whether another tester had begun it.</param>
    public void Begin(bool isContinued)
    {
        Interlocked.Increment(ref _scans);
        Interlocked.Add(ref _continued, isContinued ? 1 : 0);
    }

    /// <summary>Counts results.</summary>
    public void Deliver(int rows) => Interlocked.Add(ref _rows, rows);

    /// <summary>Counts one that did not begin.</summary>
    public void Refuse() => Interlocked.Increment(ref _refused);

    /// <summary>Counts one that did not end.</summary>
    public void Lose() => Interlocked.Increment(ref _lost);
}
