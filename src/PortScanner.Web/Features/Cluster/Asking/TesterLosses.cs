namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>How often each tester was lost lately. One that is lost again and again loses each scan half done, so it is left alone for a while.</summary>
internal sealed class TesterLosses(TimeProvider timeProvider)
{
    private const int Most = 3;

    private static readonly TimeSpan Time = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OneMoment = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<long>> _lost = new(StringComparer.Ordinal);

    /// <summary>Notes that one was lost; all its scans of one moment are one loss.</summary>
    public void Note(string tester)
    {
        lock (_lock)
        {
            if (!_lost.TryGetValue(tester, out var times))
            {
                _lost.Add(tester, times = []);
            }

            if (times.Count == 0 || timeProvider.GetElapsedTime(times.Last()) > OneMoment)
            {
                times.Enqueue(timeProvider.GetTimestamp());
            }

            while (times.Count > Most)
            {
                times.Dequeue();
            }
        }
    }

    /// <summary>Whether one is left alone.</summary>
    public bool IsResting(string tester)
    {
        lock (_lock)
        {
            return _lost.TryGetValue(tester, out var times) && times.Count == Most && timeProvider.GetElapsedTime(times.Peek()) < Time;
        }
    }
}
