using System.Globalization;

using Dapper;

using MySqlConnector;

namespace PortScanner.Storage.Limits;

/// <summary>The statements about leases and counts. Everything in them is a number or hexadecimal digits, so there is nothing to escape.</summary>
internal static class LeaseStatements
{
    /// <summary>At most 20 kB of text.</summary>
    public const int MaximumTokens = 500;

    /// <summary>Takes a lease, where fewer than so many live ones have the name; looking and taking are one statement, which locks both tables.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="token">By which its node knows it.</param>
    /// <param name="names">The name under each of the keys, the newest first; the lease gets that.</param>
    /// <param name="newest">The newest key. Where there is a newer one by now, nothing is taken.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="lease">How long it lasts.</param>
    /// <param name="endsBy">When the address's scan is over at the latest.</param>
    public static async Task<bool> TryTakeAsync(
        MySqlConnection connection, string token, IReadOnlyList<string> names, LimitKey newest, int most, TimeSpan lease, long? endsBy) =>
        await connection.ExecuteAsync(Text($"""
            INSERT IGNORE INTO limit_leases (token, name, key_ends_at, until_ms, ends_by)
            SELECT {token}, {names[0]}, {newest.EndsAt}, {LimitKeys.NowInSql} + {(long)lease.TotalMilliseconds}, {Number(endsBy)} FROM DUAL
            WHERE (SELECT MAX(ends_at) FROM limit_keys WHERE kind = {LimitKeys.OfLeases}) = {newest.EndsAt}
              AND (SELECT COUNT(*) FROM limit_leases WHERE name IN ({string.Join(',', names)}) AND until_ms > {LimitKeys.NowInSql}) < {most}
            """)) != 0;

    /// <summary>Puts a lease, however many there are.</summary>
    public static Task<int> PutAsync(MySqlConnection connection, string token, string name, LimitKey key, TimeSpan lease, long? endsBy) =>
        connection.ExecuteAsync(Text($"""
            INSERT IGNORE INTO limit_leases (token, name, key_ends_at, until_ms, ends_by)
            VALUES ({token}, {name}, {key.EndsAt}, {LimitKeys.NowInSql} + {(long)lease.TotalMilliseconds}, {Number(endsBy)})
            """));

    /// <summary>Renews leases.</summary>
    /// <returns>The tokens of those that are there.</returns>
    public static async Task<IReadOnlySet<string>> RenewAsync(MySqlConnection connection, IReadOnlyList<string> tokens, TimeSpan lease)
    {
        var list = string.Join(',', tokens);
        await connection.ExecuteAsync(Text($"UPDATE limit_leases SET until_ms = {LimitKeys.NowInSql} + {(long)lease.TotalMilliseconds} WHERE token IN ({list})"));
        var found = await connection.QueryAsync<string>($"SELECT CONCAT('0x', HEX(token)) FROM limit_leases WHERE token IN ({list})");
        return found.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>When the scan that has a name is over at the latest; null if none has it.</summary>
    public static Task<long?> EndsByAsync(MySqlConnection connection, IReadOnlyList<string> names) => connection.ExecuteScalarAsync<long?>(
        $"SELECT MAX(ends_by) FROM limit_leases WHERE name IN ({string.Join(',', names)}) AND until_ms > {LimitKeys.NowInSql}");

    /// <summary>Counts one more, where fewer than so many are counted.</summary>
    public static async Task<bool> TryCountAsync(MySqlConnection connection, string name, LimitKey window, int most)
    {
        var update = Text($"UPDATE limit_counts SET n = n + 1 WHERE name = {name} AND n < {most}");
        return await connection.ExecuteAsync(update) != 0
            || await connection.ExecuteAsync(Text($"INSERT IGNORE INTO limit_counts (name, ends_at, n) VALUES ({name}, {window.EndsAt}, 1)")) != 0
            || await connection.ExecuteAsync(update) != 0;
    }

    private static string Number(long? number) => number is { } known ? Text($"{known}") : "NULL";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
