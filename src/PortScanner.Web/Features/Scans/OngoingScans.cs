using System.Collections.Concurrent;
using System.Net;

namespace PortScanner.Web.Features.Scans;

/// <summary>The scans that this node has begun and not deleted yet, by who is scanned; in its memory alone.</summary>
internal sealed class OngoingScans
{
    private readonly ConcurrentDictionary<IPAddress, StartedScan> _scans = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _scans.IsEmpty;

    /// <summary>Notes a scan.</summary>
    public void Add(IPAddress visitor, StartedScan scan) => _scans[visitor] = scan;

    /// <summary>Forgets a scan; another one of the same visitor stays.</summary>
    public void Remove(IPAddress visitor, StartedScan scan) => _scans.TryRemove(KeyValuePair.Create(visitor, scan));

    /// <summary>A visitor's scan.</summary>
    /// <returns>Null if there is none, or another node has it.</returns>
    public StartedScan? Find(IPAddress visitor) => _scans.GetValueOrDefault(visitor);
}
