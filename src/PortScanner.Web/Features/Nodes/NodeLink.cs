using System.Collections.Concurrent;

using PortScanner.Cluster.Bus;
using PortScanner.Storage;
using PortScanner.Web.Features.Nodes.Wire;

namespace PortScanner.Web.Features.Nodes;

/// <summary>Asks other web nodes about their scans.</summary>
internal sealed class NodeLink : IAsyncDisposable
{
    // A question that is to wait a little is answered after a quarter of a second.
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // While the bus is away nobody is silent; but the owner ends what nobody reads for ten seconds.
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(8);

    private readonly string _node;
    private readonly IBus _bus;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<NodeLink> _logger;
    private readonly ConcurrentDictionary<Guid, Pending> _pending = [];
    private readonly IAsyncDisposable _listening;

    /// <summary>Begins to listen for answers.</summary>
    public NodeLink(string node, IBus bus, TimeProvider timeProvider, ILogger<NodeLink> logger)
    {
        (_node, _bus, _timeProvider, _logger) = (node, bus, timeProvider, logger);
        _listening = bus.Subscribe(NodeSubjects.Answers(node), Receive);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _listening.DisposeAsync();

    /// <summary>Asks, and asks again where no answer comes.</summary>
    /// <param name="owner">The node.</param>
    /// <param name="key">The scan.</param>
    /// <param name="next">Makes the question, each time anew.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <returns>The answer; <see cref="NodeOutcome.Gone"/> if there is no such scan, and <see cref="NodeOutcome.Silent"/> if its node says nothing.</returns>
    public async Task<NodeAnswer> AskAsync(string owner, ScanKey key, Func<NodeAsk> next, CancellationToken cancellationToken)
    {
        var envelope = new NodeEnvelope(key, owner, _node);
        var begun = _timeProvider.GetTimestamp();
        var wellSince = begun;
        while (true)
        {
            if (await OnceAsync(owner, envelope, next(), cancellationToken) is { } answer)
            {
                return answer;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!_bus.IsWell)
            {
                wellSince = _timeProvider.GetTimestamp();
            }

            if (_timeProvider.GetElapsedTime(wellSince) >= Patience || _timeProvider.GetElapsedTime(begun) >= LongestPatience)
            {
                NodeLog.Silent(_logger, owner);
                return new NodeAnswer { Outcome = NodeOutcome.Silent };
            }
        }
    }

    private async Task<NodeAnswer?> OnceAsync(string owner, NodeEnvelope envelope, NodeAsk ask, CancellationToken cancellationToken)
    {
        var request = Guid.NewGuid();
        var pending = new Pending(NodeSubjects.Answer(_node, owner), envelope);
        _pending[request] = pending;
        try
        {
            _bus.Post(NodeSubjects.Ask(owner, _node), envelope.Seal(ask, request));
            var answer = pending.Answer.Task;
            await ((Task)answer).WaitAsync(Attempt, _timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return answer.IsCompleted ? await answer : null;
        }
        finally
        {
            _pending.TryRemove(request, out _);
        }
    }

    private void Receive(string subject, ReadOnlyMemory<byte> message)
    {
        if (NodeEnvelope.RequestIn(message.Span) is not { } request || !_pending.TryGetValue(request, out var pending) || pending.Subject != subject)
        {
            return;
        }

        var answer = NodeEnvelope.IsUnknown(message.Span) ? new NodeAnswer { Outcome = NodeOutcome.Gone } : pending.Envelope.OpenAnswer(message.Span);
        if (answer is not null)
        {
            pending.Answer.TrySetResult(answer);
        }
    }

    private sealed record Pending(string Subject, NodeEnvelope Envelope)
    {
        public TaskCompletionSource<NodeAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
