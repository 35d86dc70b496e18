using System.Net;
using System.Security.Cryptography;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Storage.Memory;

/// <summary>A scan of <see cref="InMemoryScanStore"/>, which locks.</summary>
internal sealed class InMemoryScan(NewScan scan, TimeProvider timeProvider)
{
    // The result of sequence number n is at n - 1; null once a newer result for the same probe stands further on.
    private readonly List<ProbeResult?> _log = [];
    private readonly Dictionary<Probe, int> _places = [];

    // By a clock that nobody sets: set back, the other one would let the scan live longer.
    private readonly long _createdAt = timeProvider.GetTimestamp();
    private readonly TimeSpan _lifetime = scan.ExpiresAt - timeProvider.GetUtcNow();

    public IPAddress Caller { get; } = scan.Caller.MapToIPv6();

    public DateTimeOffset EndsBy => scan.EndsBy;

    public ScanOutcome Outcome { get; set; }

    public bool IsExpired => timeProvider.GetElapsedTime(_createdAt) >= _lifetime;

    public void Append(ProbeResult result)
    {
        if (_places.TryGetValue(result.Probe, out var replaced))
        {
            _log[replaced] = null;
        }

        _places[result.Probe] = _log.Count;
        _log.Add(result);
    }

    public ScanPage Read(ScanKey key, long afterSequence)
    {
        var results = new List<ProbeResult>();
        for (var place = (int)Math.Min(afterSequence, _log.Count); place < _log.Count; place++)
        {
            if (_log[place] is { } result)
            {
                results.Add(result);
            }
        }

        if (results.Exists(result => result.IsIndirect) && !CryptographicOperations.FixedTimeEquals(scan.Key.Secret, key.Secret))
        {
            throw ScanStoreException.WrongKey();
        }

        return new ScanPage(results, Math.Max(afterSequence, _log.Count), Outcome);
    }
}
