using System.Diagnostics.CodeAnalysis;

using NATS.Client.Core;

namespace PortScanner.Cluster.Bus;

public sealed partial class NatsBus
{
    private sealed class Subscription(NatsBus bus, string subject, Action<string, ReadOnlyMemory<byte>>? receive) : IAsyncDisposable
    {
        private readonly Lock _gate = new();
        private INatsSub<byte[]>? _open;
        private Task _reading = Task.CompletedTask;
        private bool _isClosed;

        public async ValueTask OpenAsync(CancellationToken cancellationToken)
        {
            if (_isClosed)
            {
                return;
            }

            var open = await bus._connection.SubscribeCoreAsync<byte[]>(subject, cancellationToken: cancellationToken);
            lock (_gate)
            {
                if (!_isClosed)
                {
                    _open = open;
                    _reading = Task.Run(() => ReadAsync(open), CancellationToken.None);
                    return;
                }
            }

            await open.DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            INatsSub<byte[]>? open;
            lock (_gate)
            {
                _isClosed = true;
                (open, _open) = (_open, null);
            }

            if (open is not null)
            {
                await bus.TryAsync(_ => open.DisposeAsync());
            }
        }

        private async Task ReadAsync(INatsSub<byte[]> open)
        {
            await foreach (var message in open.Msgs.ReadAllAsync(CancellationToken.None))
            {
                Take(message);
            }
        }

        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A fault over one message must not make the node deaf to all that follow.")]
        private void Take(NatsMsg<byte[]> message)
        {
            try
            {
                if (receive is not null)
                {
                    receive(message.Subject, message.Data);
                }
                else if (message.HasNoResponders)
                {
                    bus._nobody.Call(message.Subject);
                }
            }
            catch (Exception e)
            {
                BusLog.Failed(bus._logger, e.GetType().Name);
            }
        }
    }
}
