using System.Data.Common;

namespace PortScanner.Storage.MariaDb;

/// <summary>Opens connections, and turns what the provider throws into <see cref="ScanStoreException"/>.</summary>
internal sealed class MariaDbSessions(string connectionString) : IAsyncDisposable
{
    /// <summary>
    /// How many statements run at once. MySql.Data blocks a thread for the time of each: while a database hangs, these are the threads that
    /// hang with it, and the others go on to serve pages.
    /// </summary>
    internal const int Turns = 16;

    private const int TableIsFull = 1114;

    // Statements take less than a millisecond; who waits this long for a turn waits for a database that hangs.
    private static readonly TimeSpan TurnPatience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turns = new(Turns);
    private readonly DbDataSource _dataSource = MariaDbProvider.CreateDataSource(connectionString);

    /// <summary>Runs statements about scans; a failure is told without the server's words.</summary>
    public Task<T> RunAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, Translate, cancellationToken);

    /// <summary>Runs statements that name no scan; a failure is told with the server's words.</summary>
    public Task SetUpAsync(Func<DbConnection, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            async connection =>
            {
                await work(connection);
                return true;
            },
            ScanStoreException.Unavailable,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _turns.Dispose();
        return _dataSource.DisposeAsync();
    }

    private async Task<T> RunAsync<T>(
        Func<DbConnection, Task<T>> work, Func<DbException, ScanStoreException> translate, CancellationToken cancellationToken)
    {
        if (!await _turns.WaitAsync(TurnPatience, cancellationToken))
        {
            throw ScanStoreException.NoTurn();
        }

        try
        {
            // On a thread of the pool, whoever asked: the one that it blocks may be needed to answer others.
            return await Task.Run(() => RunInTurnAsync(work, translate, cancellationToken), CancellationToken.None);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<T> RunInTurnAsync<T>(
        Func<DbConnection, Task<T>> work, Func<DbException, ScanStoreException> translate, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        try
        {
            return await work(connection);
        }
        catch (DbException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (DbException exception)
        {
            throw translate(exception);
        }
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await MariaDbProvider.OpenAsync(_dataSource, cancellationToken);
        }
        catch (DbException exception)
        {
            throw ScanStoreException.Unavailable(exception);
        }
    }

    private static ScanStoreException Translate(DbException exception) =>
        MariaDbProvider.ErrorNumber(exception) is var number && number == TableIsFull
            ? ScanStoreException.Full()
            : ScanStoreException.StatementFailed(number);
}
