using System.Globalization;
using System.Security.Cryptography;

using Dapper;

using MySqlConnector;

namespace PortScanner.Storage.Limits;

/// <summary>The database's random bytes, and its time, as they stood at one moment.</summary>
/// <param name="Now">The database's time, in milliseconds since 1970.</param>
/// <param name="Window">Those of the window.</param>
/// <param name="Leases">Those by which leases have names: the first for new ones, the others as long as a lease has one of theirs.</param>
internal sealed record LimitKeys(long Now, LimitKey Window, IReadOnlyList<LimitKey> Leases)
{
    /// <summary>The database's time in SQL, in milliseconds since 1970.</summary>
    public const string NowInSql = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";

    /// <summary>The kind of those by which leases have names.</summary>
    public const byte OfLeases = 1;

    private const byte OfWindows = 0;

    // Leases get other names from time to time, so that nobody is followed from one scan to the next; a claim outlives that by what a scan takes.
    private static readonly long LeaseKeyLength = (long)TimeSpan.FromMinutes(20).TotalMilliseconds;

    // More than a window is long, and any lease: what lies further ahead was written before the clock was set back.
    private static readonly long Longest = (long)TimeSpan.FromDays(2).TotalMilliseconds;

    /// <summary>Reads them, and draws those that are missing. Of several nodes that draw at once the first one's count.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="window">How long a window is.</param>
    public static async Task<LimitKeys> ReadAsync(MySqlConnection connection, TimeSpan window)
    {
        const string read = $"""
            SELECT {NowInSql} AS Now, k.kind AS Kind, k.ends_at AS EndsAt, k.half AS Half
            FROM (SELECT 1 AS one) AS one LEFT JOIN limit_keys AS k ON TRUE
            """;
        while (true)
        {
            var rows = (await connection.QueryAsync<Row>(read)).AsList();
            var now = rows[0].Now;
            var windowEnds = EndOf(now, (long)window.TotalMilliseconds);
            var current = rows.Find(row => row is { Kind: OfWindows, Half: not null } && row.EndsAt == windowEnds);
            var leases = rows.FindAll(row => row is { Kind: OfLeases, Half: not null }).ConvertAll(row => new LimitKey(row.EndsAt!.Value, row.Half!));
            leases.Sort((one, other) => other.EndsAt.CompareTo(one.EndsAt));
            if (current is null)
            {
                await DrawAsync(connection, OfWindows, windowEnds);
            }
            else if (leases.Count == 0 || leases[0].EndsAt <= now)
            {
                await DrawAsync(connection, OfLeases, EndOf(now, LeaseKeyLength));
            }
            else
            {
                return new LimitKeys(now, new LimitKey(windowEnds, current.Half!), leases);
            }
        }
    }

    /// <summary>Deletes what nobody needs any more, whoever left it: lapsed leases, the counts of windows that are over, and the bytes of both.</summary>
    public static async Task DeleteOldAsync(MySqlConnection connection)
    {
        var latest = string.Create(CultureInfo.InvariantCulture, $"{NowInSql} + {Longest}");
        await connection.ExecuteAsync($"DELETE FROM limit_leases WHERE until_ms <= {NowInSql} OR until_ms > {latest}");
        await connection.ExecuteAsync($"DELETE FROM limit_counts WHERE ends_at <= {NowInSql} OR ends_at > {latest}");
        await connection.ExecuteAsync($"DELETE FROM limit_keys WHERE (kind = {OfWindows} AND ends_at <= {NowInSql}) OR ends_at > {latest}");
        await connection.ExecuteAsync($"""
            DELETE limit_keys FROM limit_keys LEFT JOIN limit_leases ON limit_leases.key_ends_at = limit_keys.ends_at
            WHERE limit_keys.kind = {OfLeases} AND limit_keys.ends_at <= {NowInSql} AND limit_leases.token IS NULL
            """);
    }

    private static Task<int> DrawAsync(MySqlConnection connection, byte kind, long endsAt) => connection.ExecuteAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT IGNORE INTO limit_keys (kind, ends_at, half) VALUES ({kind}, {endsAt}, 0x{Convert.ToHexString(RandomNumberGenerator.GetBytes(LimitName.HalfLength))})"));

    private static long EndOf(long now, long length) => ((now / length) + 1) * length;

    private sealed class Row
    {
        public long Now { get; init; }

        public byte? Kind { get; init; }

        public long? EndsAt { get; init; }

        public byte[]? Half { get; init; }
    }
}

/// <summary>Random bytes of the database.</summary>
/// <param name="EndsAt">When they are used no more.</param>
/// <param name="Half">The bytes.</param>
internal sealed record LimitKey(long EndsAt, byte[] Half);
