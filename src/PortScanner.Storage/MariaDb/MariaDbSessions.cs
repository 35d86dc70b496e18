using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

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

    // Several statements, each of which may take ten seconds.
    private static readonly TimeSpan WorkPatience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turns = new(Turns);
    private readonly ConcurrentStack<DbConnection> _idle = [];
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
    public async ValueTask DisposeAsync()
    {
        _turns.Dispose();
        await DisposeIdleAsync();
        await _dataSource.DisposeAsync();
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
            // Should the provider miss its own time-outs, the thread is lost, but neither the turn nor who waits.
            return await Task.Run(() => RunInTurnAsync(work, translate, cancellationToken), CancellationToken.None)
                .WaitAsync(WorkPatience, CancellationToken.None);
        }
        catch (TimeoutException exception)
        {
            throw ScanStoreException.Lost(exception.GetType());
        }
        finally
        {
            _turns.Release();
        }
    }

    // MySql.Data lets through what its own code stumbles over when a database that hung comes back in the middle of an answer, and calls
    // some time-outs a cancellation. No caller can tell these from faults of ours, and one in a background service ends the program.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "All that a provider throws means that the statement failed.")]
    private async Task<T> RunInTurnAsync<T>(
        Func<DbConnection, Task<T>> work, Func<DbException, ScanStoreException> translate, CancellationToken cancellationToken)
    {
        try
        {
            return await RunOnAsync(await TakeAsync(cancellationToken), work);
        }
        catch (Exception exception) when (exception is not ScanStoreException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw exception is DbException told ? translate(told) : ScanStoreException.Lost(exception.GetType());
        }
    }

    // A connection on which anything failed is not used again: an answer may be under way on it, which the next to ask would take for his.
    private async Task<T> RunOnAsync<T>(DbConnection connection, Func<DbConnection, Task<T>> work)
    {
        var isFit = false;
        try
        {
            var result = await work(connection);
            isFit = true;
            return result;
        }
        finally
        {
            if (isFit)
            {
                _idle.Push(connection);
            }
            else
            {
                await connection.DisposeAsync();
            }
        }
    }

    private async Task<DbConnection> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var connection))
        {
            if (await IsInStepAsync(connection))
            {
                return connection;
            }

            // What happened to one, the server's restart for example, happened to all.
            await connection.DisposeAsync();
            await DisposeIdleAsync();
        }

        return await OpenAsync(cancellationToken);
    }

    private async Task DisposeIdleAsync()
    {
        while (_idle.TryPop(out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever is wrong with it, there are others.")]
    private static async Task<bool> IsInStepAsync(DbConnection connection)
    {
        try
        {
            return await MariaDbProvider.IsInStepAsync(connection);
        }
        catch (Exception)
        {
            return false;
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
