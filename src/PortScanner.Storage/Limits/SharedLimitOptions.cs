namespace PortScanner.Storage.Limits;

/// <summary>How nodes that share a database count together.</summary>
/// <param name="ConnectionString">The server, the database and the account, as the ADO.NET provider reads them.</param>
/// <param name="Secret">What all nodes know and the database does not, 32 random bytes.</param>
/// <param name="Window">The time in which scans are counted; the same on all nodes. It begins at multiples of itself since 1970.</param>
public sealed record SharedLimitOptions(string ConnectionString, ReadOnlyMemory<byte> Secret, TimeSpan Window);

/// <summary>How many scans there may be of a network.</summary>
/// <param name="PrefixLength">The network: how many bits of the address count; 0 for everyone.</param>
/// <param name="Most">How many.</param>
public readonly record struct SharedLimit(int PrefixLength, int Most);

/// <summary>What a scan is asked for with.</summary>
/// <param name="Counts">The limits on scans that begin within the window, the first to be told first.</param>
/// <param name="AtOnce">The limits on scans that run.</param>
/// <param name="AddressLength">How many bits an address has.</param>
public sealed record SharedAsk(IReadOnlyList<SharedLimit> Counts, IReadOnlyList<SharedLimit> AtOnce, int AddressLength);

/// <summary>What forbids a scan.</summary>
public enum SharedRefusal
{
    /// <summary>Nothing does.</summary>
    None,

    /// <summary>One of <see cref="SharedAsk.Counts"/>.</summary>
    Count,

    /// <summary>One of <see cref="SharedAsk.AtOnce"/>.</summary>
    AtOnce,

    /// <summary>The address was scanned a moment ago.</summary>
    Rest,
}

/// <summary>Whether a scan may begin.</summary>
/// <param name="Refusal">What forbids it.</param>
/// <param name="Index">Which of the limits of that kind.</param>
/// <param name="Counted">How many scans were counted before, for each of <see cref="SharedAsk.Counts"/>.</param>
/// <param name="Reset">The time until the window begins anew.</param>
/// <param name="Rest">How much longer the address must be left alone.</param>
/// <param name="Place">What is given back, or ends; null if it may not.</param>
public sealed record SharedAnswer(SharedRefusal Refusal, int Index, IReadOnlyList<int> Counted, TimeSpan Reset, TimeSpan Rest, SharedPlace? Place);

/// <summary>A scan's place among those that are counted.</summary>
public sealed class SharedPlace
{
    internal SharedPlace(string token, System.Net.IPAddress caller, int addressLength, IReadOnlyList<string> counts) =>
        (Token, Caller, AddressLength, Counts) = (token, caller, addressLength, counts);

    internal string Token { get; }

    internal System.Net.IPAddress Caller { get; }

    internal int AddressLength { get; }

    internal IReadOnlyList<string> Counts { get; }
}
