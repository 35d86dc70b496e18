using System.Security.Cryptography;
using System.Text;

using Dapper;

using MySqlConnector;

using PortScanner.Core.Results;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// Keeps scans in MEMORY tables of a MariaDB or MySQL server, so that any web node can read them; <c>schema.sql</c> says what is
/// in a row. MEMORY has no transactions, but each statement locks its tables from its start to its end. Members are built on that.
/// Bytes go to the server as hexadecimal digits, in which there is nothing to escape.
/// </summary>
public sealed class MariaDbScanStore : IScanStore, IAsyncDisposable
{
    /// <summary>An expiry further ahead was written before the clock was set back; none is given this long, the slowest scans' included.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(3);

    private readonly MariaDbSessions _sessions;
    private readonly TimeProvider _timeProvider;
    private readonly string _nodeHash;
    private readonly CallerHmac _callerHmac = new();

    /// <summary>Prepares the store; the database is not contacted before <see cref="InitializeAsync"/>.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public MariaDbScanStore(MariaDbOptions options, TimeProvider timeProvider)
    {
        _sessions = new MariaDbSessions(options.ConnectionString, options.MaxTableBytes);
        _timeProvider = timeProvider;
        _nodeHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(options.Node))[..16]);
    }

    private long Now => _timeProvider.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task InitializeAsync(CancellationToken cancellationToken) => _sessions.SetUpAsync(
        async connection =>
        {
            await MariaDbSchema.RefuseLogsAsync(connection);
            await MariaDbSchema.CreateTablesAsync(connection);

            await connection.ExecuteAsync("DELETE FROM scans WHERE node_hash = UNHEX(@NodeHash)", new { NodeHash = _nodeHash });
            await DeleteExpiredAsync(connection);
            await DeleteOrphansAsync(connection);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        _sessions.SetUpAsync(MariaDbSchema.CheckAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<ScanCreation> TryCreateAsync(NewScan scan, CancellationToken cancellationToken)
    {
        const string insert = """
            INSERT IGNORE INTO scans (scan_id, caller_hmac, node_hash, ends_by, expires_at, outcome, last_sequence)
            VALUES (UNHEX(@ScanId), UNHEX(@CallerHmac), UNHEX(@NodeHash), @EndsBy, @ExpiresAt, @Outcome, 0)
            """;
        var row = new
        {
            ScanId = scan.Key.Id.ToHex(),
            CallerHmac = Convert.ToHexString(_callerHmac.Compute(scan.Caller)),
            NodeHash = _nodeHash,
            EndsBy = scan.EndsBy.ToUnixTimeMilliseconds(),
            ExpiresAt = scan.ExpiresAt.ToUnixTimeMilliseconds(),
            Outcome = (byte)ScanOutcome.Running,
        };

        return await _sessions.RunAsync(
            async connection =>
            {
                // The server may have been started anew since, or told otherwise.
                await MariaDbSchema.RefuseLogsAsync(connection);
                if (await DeleteExpiredAsync(connection) > 0)
                {
                    await DeleteOrphansAsync(connection);
                }

                // The unique key on the caller decides who is first. Where the other scan is deleted before it is read, we try again.
                while (await connection.ExecuteAsync(insert, row) == 0)
                {
                    const string other = "SELECT ends_by FROM scans WHERE caller_hmac = UNHEX(@CallerHmac) OR scan_id = UNHEX(@ScanId)";
                    if (await connection.QueryFirstOrDefaultAsync<long?>(other, row) is { } milliseconds)
                    {
                        return new ScanCreation(false, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
                    }
                }

                return new ScanCreation(true, scan.EndsBy);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellationToken) => _sessions.RunAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM scans WHERE expires_at > @Now", new { Now }),
        cancellationToken);

    /// <summary>
    /// Adds results: 1. takes as many sequence numbers from the scan's row, unless a log was switched on meanwhile; 2. writes the rows in
    /// statements of rising numbers, so that a reader, who sees each statement whole or not at all, never sees a number before a lower one;
    /// 3. looks whether the scan was deleted meanwhile, and then takes back the rows that came too late to be deleted with it. Cancellation is
    /// heard before 1 only: a scan is often cancelled and deleted in the same moment, and 3 must not be left out then.
    /// </summary>
    /// <inheritdoc/>
    public Task<bool> AppendAsync(ScanKey key, IReadOnlyList<ProbeResult> results, CancellationToken cancellationToken) =>
        _sessions.RunAsync(
            async connection =>
            {
                var scan = new { ScanId = key.Id.ToHex(), results.Count };
                using var seal = new ResponderSeal(key);

                // 1.
                const string takeNumbers = $"UPDATE scans SET last_sequence = LAST_INSERT_ID(last_sequence + @Count) WHERE scan_id = UNHEX(@ScanId) AND NOT ({MariaDbSchema.IsLogging})";
                if (results.Count > 0 && await connection.ExecuteAsync(takeNumbers, scan) == 0)
                {
                    await MariaDbSchema.RefuseLogsAsync(connection);
                    return false;
                }

                var lastSequence = await connection.ExecuteScalarAsync<long>("SELECT LAST_INSERT_ID()");

                // 2.
                var sequence = lastSequence - results.Count + 1;
                foreach (var chunk in results.Chunk(ResultInsert.MaximumRows))
                {
                    await connection.ExecuteAsync(ResultInsert.Write(key.Id, chunk, sequence, seal));
                    sequence += chunk.Length;
                }

                // 3.
                const string exists = "SELECT COUNT(*) FROM scans WHERE scan_id = UNHEX(@ScanId)";
                if (await connection.ExecuteScalarAsync<int>(exists, scan) != 0)
                {
                    return true;
                }

                await connection.ExecuteAsync("DELETE FROM results WHERE scan_id = UNHEX(@ScanId)", scan);
                return false;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> FinishAsync(ScanKey key, ScanOutcome outcome, CancellationToken cancellationToken) => _sessions.RunAsync(
        async connection => await connection.ExecuteAsync(
            "UPDATE scans SET outcome = @Outcome WHERE scan_id = UNHEX(@ScanId)",
            new { ScanId = key.Id.ToHex(), Outcome = (byte)outcome }) != 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task<ScanPage?> ReadAsync(ScanKey key, long afterSequence, CancellationToken cancellationToken) => _sessions.RunAsync(
        async connection =>
        {
            // One statement, so that the outcome belongs to the rows. The server is not asked to sort: it might use a file for that.
            const string read = """
                SELECT s.outcome AS Outcome, r.sequence AS Sequence, r.probe_kind AS ProbeKind, r.port AS Port, r.state AS State,
                       r.reason AS Reason, r.sealed_responder AS SealedResponder, r.round_trip_us AS RoundTripMicroseconds,
                       r.hop_limit AS HopLimit, r.attempts AS Attempts, r.remarks AS Remarks,
                       r.request_packets AS RequestPackets, r.request_bytes AS RequestBytes, r.reply_packets AS ReplyPackets,
                       r.reply_bytes AS ReplyBytes
                FROM scans s LEFT JOIN results r ON r.scan_id = s.scan_id AND r.sequence > @AfterSequence
                WHERE s.scan_id = UNHEX(@ScanId)
                """;
            var rows = (await connection.QueryAsync<ResultRow>(read, new { ScanId = key.Id.ToHex(), AfterSequence = afterSequence })).AsList();
            return rows.Count == 0 ? null : Page(key, afterSequence, rows);
        },
        cancellationToken);

    /// <summary>Deletes a scan, its own row first: from then on nobody reads it, and an appender that comes between takes its rows back.</summary>
    /// <inheritdoc/>
    public Task DeleteAsync(ScanId id, CancellationToken cancellationToken) => _sessions.RunAsync(
        connection => connection.ExecuteAsync(
            "DELETE FROM scans WHERE scan_id = UNHEX(@ScanId); DELETE FROM results WHERE scan_id = UNHEX(@ScanId)", new { ScanId = id.ToHex() }),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteExpiredAsync(CancellationToken cancellationToken) => _sessions.RunAsync(
        async connection =>
        {
            var deleted = await DeleteExpiredAsync(connection);
            await DeleteOrphansAsync(connection);
            return deleted;
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private static ScanPage Page(ScanKey key, long afterSequence, List<ResultRow> rows)
    {
        using var seal = new ResponderSeal(key);
        var found = rows.Where(row => row.Sequence is not null).OrderBy(row => row.Sequence).ToList();
        return new ScanPage(
            found.ConvertAll(row => row.ToResult(seal)),
            found.Count == 0 ? afterSequence : found[^1].Sequence!.Value,
            (ScanOutcome)rows[0].Outcome);
    }

    private Task<int> DeleteExpiredAsync(MySqlConnection connection)
    {
        var now = Now;
        return connection.ExecuteAsync(
            "DELETE FROM scans WHERE expires_at <= @Now OR expires_at > @Latest",
            new { Now = now, Latest = now + (long)LongestLifetime.TotalMilliseconds });
    }

    /// <summary>Deletes the results of scans that are gone, those included whose appender or deleter was killed at its work.</summary>
    private static Task<int> DeleteOrphansAsync(MySqlConnection connection) => connection.ExecuteAsync(
        "DELETE results FROM results LEFT JOIN scans ON scans.scan_id = results.scan_id WHERE scans.scan_id IS NULL");
}
