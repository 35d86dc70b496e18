using NATS.Client.Core;

namespace PortScanner.Cluster.Bus;

public sealed partial class NatsBus
{
    private static readonly TimeSpan RefusalComes = TimeSpan.FromSeconds(2);

    // While somebody tries what is forbidden, a refusal is what is wished for.
    private volatile TaskCompletionSource? _refusal;

    /// <summary>
    /// Tries what no node may: to listen to everything. A broker that lets it is not configured as the one that is shipped. That a right is missing or
    /// is too many is not told to whoever uses it, so it has to be tried.
    /// </summary>
    /// <returns>Whether the broker refused.</returns>
    public async Task<bool> IsForbiddenRefusedAsync(CancellationToken cancellationToken)
    {
        var refusal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _refusal = refusal;
        try
        {
            await using var all = await _connection.SubscribeCoreAsync<byte[]>(">", cancellationToken: cancellationToken);
            await Task.WhenAny(refusal.Task, Task.Delay(RefusalComes, _timeProvider, cancellationToken));
            return refusal.Task.IsCompleted;
        }
        finally
        {
            _refusal = null;
        }
    }

    private void Watch()
    {
        _connection.ConnectionOpened += (_, _) =>
        {
            BusLog.Connected(_logger);
            return default;
        };
        _connection.ConnectionDisconnected += (_, _) =>
        {
            if (!_ending.IsCancellationRequested)
            {
                BusLog.Disconnected(_logger);
            }

            return default;
        };
        _connection.MessageDropped += (_, _) =>
        {
            Interlocked.Increment(ref _dropped);
            return default;
        };
        _connection.ServerError += (_, error) =>
        {
            TakeError(error.Error);
            return default;
        };
    }

    // The texts are the server's: "Permissions Violation for Publish to ...", "Authorization Violation".
    private void TakeError(string text)
    {
        if (text.StartsWith("Permissions Violation", StringComparison.OrdinalIgnoreCase))
        {
            if (_refusal is { } refusal)
            {
                refusal.TrySetResult();
                return;
            }

            if (Interlocked.Increment(ref _refused) == 1)
            {
                BusLog.RightMissing(_logger);
            }
        }
        else if (text.StartsWith("Authorization Violation", StringComparison.OrdinalIgnoreCase))
        {
            BusLog.LoginRefused(_logger);
        }
    }
}
