using System.Diagnostics.CodeAnalysis;

using Dapper;

using MySqlConnector;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// Hands out connections of the driver's pool, each with its session set as the statements need it, and turns what the driver throws into
/// <see cref="ScanStoreException"/>.
/// </summary>
/// <remarks>
/// Cancellation is heard until there is a connection. A statement that was sent is waited for: it takes less than a millisecond, and no
/// longer than its time-out where the database hangs; the driver would cancel it by a connection of its own, which hangs as well.
/// </remarks>
internal sealed class MariaDbSessions : IAsyncDisposable
{
    private const int TableIsFull = 1114;

    private readonly string _connectionString;
    private readonly IReadOnlyList<string> _sessionSettings;
    private readonly Lock _lock = new();
    private MySqlDataSource? _dataSource;

    /// <summary>Prepares the pool; nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public MariaDbSessions(string connectionString, long maxTableBytes)
    {
        _connectionString = ConnectionSettings.Complete(connectionString);
        _sessionSettings = SessionSettings.Write(maxTableBytes);
    }

    // Made when it is first needed: the driver looks for a server's Unix socket at once, and the server may yet have to start.
    private MySqlDataSource DataSource
    {
        get
        {
            lock (_lock)
            {
                return _dataSource ??= new MySqlDataSourceBuilder(_connectionString)
                    .UseConnectionOpenedCallback(async (context, _) => await SetAsync(context.Connection))
                    .Build();
            }
        }
    }

    /// <summary>Runs statements about scans; a failure is told without the server's words.</summary>
    public Task<T> RunAsync<T>(Func<MySqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, Translate, cancellationToken);

    /// <summary>Runs statements that name no scan; a failure is told with the server's words.</summary>
    public Task SetUpAsync(Func<MySqlConnection, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            async connection =>
            {
                await work(connection);
                return true;
            },
            ScanStoreException.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_dataSource is not null)
        {
            await _dataSource.DisposeAsync();
        }
    }

    private async Task SetAsync(MySqlConnection connection)
    {
        foreach (var statement in _sessionSettings)
        {
            await connection.ExecuteAsync(statement);
        }
    }

    // Besides its own exceptions the driver throws what its code stumbles over: NotSupportedException for an account's way to authenticate,
    // MySqlProtocolException, FormatException and others where what answers is out of step or no database. No caller can tell these from
    // faults of ours, and one in a background service ends the program.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "All that the driver throws means that the statement failed.")]
    private async Task<T> RunAsync<T>(
        Func<MySqlConnection, Task<T>> work, Func<Exception, ScanStoreException> translate, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await work(connection);
        }
        catch (Exception exception) when (exception is not ScanStoreException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw translate(exception);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "As above.")]
    private async Task<MySqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await DataSource.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ScanStoreException.Unavailable(exception);
        }
    }

    // What the server did not say, such as that the connection was lost or a time-out passed, has no SQL state.
    private static ScanStoreException Translate(Exception exception) => exception switch
    {
        MySqlException { SqlState: not null, Number: TableIsFull } => ScanStoreException.Full(),
        MySqlException { SqlState: not null, Number: var number } => ScanStoreException.StatementFailed(number),
        _ => ScanStoreException.Lost(exception.GetType()),
    };
}
