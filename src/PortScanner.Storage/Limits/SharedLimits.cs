using System.Net;
using System.Security.Cryptography;

using Dapper;

using MySqlConnector;

using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Limits;

/// <summary>
/// Counts the scans of several nodes together, in MEMORY tables of a MariaDB or MySQL server; <c>limits.sql</c> says what is in a row. MEMORY has no
/// transactions, but each statement locks its tables from its start to its end. Members are built on that: each step is one statement that looks and
/// takes at once, and what was taken is given back in reverse order where a later step is refused.
/// </summary>
/// <remarks>
/// All times are the database's, so that no node's clock matters. Every member throws <see cref="ScanStoreException"/> when the database cannot do its
/// work, and then no scan begins.
/// </remarks>
public sealed class SharedLimits : IAsyncDisposable
{
    /// <summary>How long a lease lasts that its node does not renew: that of a killed node.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>How often a node renews what it holds.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly MariaDbSessions _sessions;
    private readonly SharedLimitOptions _options;
    private readonly HeldLeases _held;

    /// <summary>Prepares it; the database is not contacted before <see cref="InitializeAsync"/>.</summary>
    /// <param name="options">How nodes count together.</param>
    /// <param name="timeProvider">The clock that a claim which was never given back is forgotten by.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public SharedLimits(SharedLimitOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _held = new HeldLeases(timeProvider);
        _sessions = new MariaDbSessions(options.ConnectionString, new MariaDbOptions { ConnectionString = options.ConnectionString }.MaxTableBytes);
    }

    /// <summary>Makes the tables, and refuses a server that would write them to disk.</summary>
    public Task InitializeAsync(CancellationToken cancellationToken) => _sessions.SetUpAsync(
        async connection =>
        {
            await MariaDbSchema.RefuseLogsAsync(connection);
            await MariaDbSchema.CreateLimitTablesAsync(connection);
            await LimitKeys.DeleteOldAsync(connection);
        },
        cancellationToken);

    /// <summary>Looks whether the database can be used, and changes nothing.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => _sessions.SetUpAsync(MariaDbSchema.CheckLimitsAsync, cancellationToken);

    /// <summary>Asks to begin a scan.</summary>
    /// <param name="caller">Who is to be scanned.</param>
    /// <param name="ask">The limits.</param>
    /// <param name="cancellationToken">Is heard until there is a connection.</param>
    public Task<SharedAnswer> AskAsync(IPAddress caller, SharedAsk ask, CancellationToken cancellationToken) => _sessions.RunAsync(
        async connection =>
        {
            // The server may have been started anew since, or told otherwise.
            await MariaDbSchema.RefuseLogsAsync(connection);
            var keys = await LimitKeys.ReadAsync(connection, _options.Window);
            string[] names = [.. ask.Counts.Select(limit => Name(keys.Window, LimitNameKind.Count, caller, limit.PrefixLength))];
            var (counted, rest) = await LookAsync(connection, names, NamesOf(keys, LimitNameKind.Rest, caller, ask.AddressLength));
            var answer = new SharedAnswer(SharedRefusal.None, 0, counted, TimeSpan.FromMilliseconds(keys.Window.EndsAt - keys.Now), rest, null);
            for (var i = 0; i < counted.Length; i++)
            {
                if (counted[i] >= ask.Counts[i].Most)
                {
                    return answer with { Refusal = SharedRefusal.Count, Index = i };
                }
            }

            return await TakeAsync(connection, caller, ask, names, keys, answer);
        },
        cancellationToken);

    /// <summary>Gives back the place of a scan that did not begin.</summary>
    public async Task GiveBackAsync(SharedPlace place)
    {
        _held.Remove(place.Token);
        await _sessions.RunAsync(
            async connection =>
            {
                await GiveBackAsync(connection, place.Counts);
                return await LetGoAsync(connection, place.Token);
            },
            CancellationToken.None);
    }

    /// <summary>Ends a scan's place, and lets its address rest.</summary>
    /// <param name="place">The place.</param>
    /// <param name="rest">For how long.</param>
    public async Task EndAsync(SharedPlace place, TimeSpan rest)
    {
        _held.Remove(place.Token);
        await _sessions.RunAsync(
            async connection =>
            {
                if (rest > TimeSpan.Zero)
                {
                    // Before the place is given up, so that nobody comes between.
                    var keys = await LimitKeys.ReadAsync(connection, _options.Window);
                    var name = Name(keys.Leases[0], LimitNameKind.Rest, place.Caller, place.AddressLength);
                    await LeaseStatements.PutAsync(connection, NewToken(), name, keys.Leases[0], rest, null);
                }

                return await LetGoAsync(connection, place.Token);
            },
            CancellationToken.None);
    }

    /// <summary>Renews what this node holds, makes again what the database lost, and deletes what is over, whoever left it.</summary>
    public Task RenewAsync(CancellationToken cancellationToken) => _sessions.RunAsync(
        async connection =>
        {
            await MariaDbSchema.RefuseLogsAsync(connection);
            foreach (var chunk in _held.All().Chunk(LeaseStatements.MaximumTokens))
            {
                var found = await LeaseStatements.RenewAsync(connection, [.. chunk.Select(held => held.Key)], Lease);
                foreach (var (token, held) in chunk.Where(held => !found.Contains(held.Key)))
                {
                    // What was let go meanwhile is not to come back.
                    if (_held.Has(token))
                    {
                        await MakeAgainAsync(connection, token, held);
                        if (!_held.Has(token))
                        {
                            await LetGoAsync(connection, token);
                        }
                    }
                }
            }

            await LimitKeys.DeleteOldAsync(connection);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    /// <summary>Claims an address for a scan, unless a live one of any node has it.</summary>
    internal Task<ScanCreation> TryClaimAsync(NewScan scan, TimeSpan lifetime, CancellationToken cancellationToken) => _sessions.RunAsync(
        async connection =>
        {
            await MariaDbSchema.RefuseLogsAsync(connection);
            var token = TokenOf(scan.Key.Id);
            var caller = scan.Caller.IsIPv4MappedToIPv6 ? scan.Caller.MapToIPv4() : scan.Caller;
            var length = caller.GetAddressBytes().Length * 8;
            var endsBy = scan.EndsBy.ToUnixTimeMilliseconds();
            while (true)
            {
                var keys = await LimitKeys.ReadAsync(connection, _options.Window);
                var names = NamesOf(keys, LimitNameKind.Claim, caller, length);
                if (await LeaseStatements.TryTakeAsync(connection, token, names, keys.Leases[0], 1, Lease, endsBy))
                {
                    _held.Add(token, caller, [(LimitNameKind.Claim, length)], endsBy, lifetime);
                    return new ScanCreation(true, scan.EndsBy);
                }

                // Where the other one is gone before it is read, or the names changed meanwhile, we try again.
                if (await LeaseStatements.EndsByAsync(connection, names) is { } other)
                {
                    return new ScanCreation(false, DateTimeOffset.FromUnixTimeMilliseconds(other));
                }
            }
        },
        cancellationToken);

    /// <summary>Gives up a claim.</summary>
    internal Task ReleaseAsync(ScanId id, CancellationToken cancellationToken)
    {
        var token = TokenOf(id);
        _held.Remove(token);
        return _sessions.RunAsync(connection => LetGoAsync(connection, token), cancellationToken);
    }

    // A claim that came late, of a database that hung, is held by nobody, and lapses.
    internal void Forget(ScanId id) => _held.Remove(TokenOf(id));

    private static string TokenOf(ScanId id) => $"0x{id.ToHex()}";

    private static string NewToken() => $"0x{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";

    private static Task<int> LetGoAsync(MySqlConnection connection, string token) =>
        connection.ExecuteAsync($"DELETE FROM limit_leases WHERE token = {token}");

    private static async Task GiveBackAsync(MySqlConnection connection, IReadOnlyList<string> counts)
    {
        foreach (var name in counts.Reverse())
        {
            await connection.ExecuteAsync($"UPDATE limit_counts SET n = n - 1 WHERE name = {name} AND n > 0");
        }
    }

    private static async Task<(int[] Counted, TimeSpan Left)> LookAsync(MySqlConnection connection, string[] counts, IReadOnlyList<string> rests)
    {
        var counted = new int[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            counted[i] = await connection.ExecuteScalarAsync<int>($"SELECT COALESCE(SUM(n), 0) FROM limit_counts WHERE name = {counts[i]}");
        }

        var left = await connection.ExecuteScalarAsync<long?>(
            $"SELECT MAX(until_ms) - {LimitKeys.NowInSql} FROM limit_leases WHERE name IN ({string.Join(',', rests)}) AND until_ms > {LimitKeys.NowInSql}");
        return (counted, TimeSpan.FromMilliseconds(Math.Max(left ?? 0, 0)));
    }

    private async Task<SharedAnswer> TakeAsync(
        MySqlConnection connection, IPAddress caller, SharedAsk ask, string[] counts, LimitKeys keys, SharedAnswer answer)
    {
        var token = NewToken();
        for (var i = 0; i < ask.AtOnce.Count; i++)
        {
            if (!await TryRunAsync(connection, token, caller, ask.AtOnce[i], keys))
            {
                await LetGoAsync(connection, token);
                return answer with { Refusal = SharedRefusal.AtOnce, Index = i };
            }
        }

        if (answer.Rest > TimeSpan.Zero)
        {
            await LetGoAsync(connection, token);
            return answer with { Refusal = SharedRefusal.Rest };
        }

        for (var i = 0; i < counts.Length; i++)
        {
            if (!await LeaseStatements.TryCountAsync(connection, counts[i], keys.Window, ask.Counts[i].Most))
            {
                await GiveBackAsync(connection, counts[..i]);
                await LetGoAsync(connection, token);
                return answer with { Refusal = SharedRefusal.Count, Index = i };
            }
        }

        if (ask.AtOnce.Count > 0)
        {
            _held.Add(token, caller, [.. ask.AtOnce.Select(limit => (LimitNameKind.Running, limit.PrefixLength))], null, null);
        }

        return answer with { Place = new SharedPlace(token, caller, ask.AddressLength, counts) };
    }

    private async Task<bool> TryRunAsync(MySqlConnection connection, string token, IPAddress caller, SharedLimit limit, LimitKeys keys)
    {
        while (true)
        {
            var names = NamesOf(keys, LimitNameKind.Running, caller, limit.PrefixLength);
            if (await LeaseStatements.TryTakeAsync(connection, token, names, keys.Leases[0], limit.Most, Lease, null))
            {
                return true;
            }

            var before = keys.Leases[0].EndsAt;
            keys = await LimitKeys.ReadAsync(connection, _options.Window);
            if (keys.Leases[0].EndsAt == before)
            {
                return false;
            }
        }
    }

    // Whether somebody else took the place meanwhile is not asked: the scan runs.
    private async Task MakeAgainAsync(MySqlConnection connection, string token, HeldLeases.Held held)
    {
        var key = (await LimitKeys.ReadAsync(connection, _options.Window)).Leases[0];
        foreach (var (kind, prefixLength) in held.Names)
        {
            await LeaseStatements.PutAsync(connection, token, Name(key, kind, held.Caller, prefixLength), key, Lease, held.EndsBy);
        }
    }

    private string[] NamesOf(LimitKeys keys, LimitNameKind kind, IPAddress caller, int prefixLength) =>
        [.. keys.Leases.Select(key => Name(key, kind, caller, prefixLength))];

    private string Name(LimitKey key, LimitNameKind kind, IPAddress caller, int prefixLength) =>
        LimitName.Of(_options.Secret.Span, key.Half, kind, caller, prefixLength);
}
