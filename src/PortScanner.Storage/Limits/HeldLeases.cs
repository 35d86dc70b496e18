using System.Collections.Concurrent;
using System.Net;

namespace PortScanner.Storage.Limits;

/// <summary>What this node holds, in its memory alone, so that it can be renewed, and be made again after the database lost it. Safe for any thread.</summary>
internal sealed class HeldLeases(TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Holds leases, of one token all, until they are let go, or the time is over.</summary>
    public void Add(string token, IPAddress caller, IReadOnlyList<(LimitNameKind Kind, int PrefixLength)> names, long? endsBy, TimeSpan? lifetime) =>
        _held[token] = new Held(caller, names, endsBy, timeProvider.GetTimestamp(), lifetime);

    /// <summary>Holds them no longer; whatever is left of them in the database lapses.</summary>
    public void Remove(string token) => _held.TryRemove(token, out _);

    /// <summary>Whether leases of a token are held.</summary>
    public bool Has(string token) => _held.ContainsKey(token);

    /// <summary>What is held.</summary>
    public IReadOnlyList<KeyValuePair<string, Held>> All()
    {
        foreach (var (token, held) in _held)
        {
            if (held.Lifetime is { } lifetime && timeProvider.GetElapsedTime(held.Since) >= lifetime)
            {
                Remove(token);
            }
        }

        return [.. _held];
    }

    /// <summary>The leases of one token.</summary>
    internal sealed record Held(IPAddress Caller, IReadOnlyList<(LimitNameKind Kind, int PrefixLength)> Names, long? EndsBy, long Since, TimeSpan? Lifetime);
}
