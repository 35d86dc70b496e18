using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

using PortScanner.Cluster.Bus;
using PortScanner.Storage;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Nodes.Wire;

namespace PortScanner.Web.Features.Nodes;

/// <summary>Answers other web nodes about the scans of this one.</summary>
/// <remarks>
/// <list type="number">
/// <item>Of a scan that is not here nothing can be sealed, and nothing is said but that.</item>
/// <item>Who does not have the scan's secret is not answered.</item>
/// <item>What a reader asks counts once, and only a while after it was asked: what the bus kept, or repeats, tells nothing of the visitor.</item>
/// </list>
/// </remarks>
internal sealed class NodeDesk(string node, IBus bus, LiveScans scans, IScanStore store, TimeProvider timeProvider, ILogger<NodeDesk> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A bus that was away for a while may bring an answer late, and the next question echoes it.
    private static readonly TimeSpan LongestEcho = TimeSpan.FromSeconds(10);

    // A page comes to a handful, each that a connection broke; whoever needs more repeats what others asked.
    private const int MostReadersEver = 1000;

    // A site full of readers asks four times a second for each, and is answered in a millisecond.
    private const int MostAtOnce = 512;

    private readonly ConcurrentDictionary<ScanId, ConcurrentDictionary<string, RemoteReader>> _readers = [];
    private readonly long _startedAt = timeProvider.GetTimestamp();
    private int _handling;

    private long Tick => (long)timeProvider.GetElapsedTime(_startedAt).TotalMilliseconds;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var listening = bus.Subscribe(NodeSubjects.Asks(node), Receive);
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (id, readers) in _readers)
            {
                foreach (var reader in readers.Values)
                {
                    await reader.DetachIfSilentAsync();
                }

                if (scans.Find(id) is null)
                {
                    _readers.TryRemove(id, out _);
                }
            }
        }
    }

    // What is too much at once is not answered, and asked again.
    private void Receive(string subject, ReadOnlyMemory<byte> message)
    {
        if (Interlocked.Increment(ref _handling) <= MostAtOnce)
        {
            _ = HandleAsync(NodeSubjects.SenderIn(subject), message);
        }
        else
        {
            Interlocked.Decrement(ref _handling);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails, the other node is not answered, and asks again.")]
    private async Task HandleAsync(string asker, ReadOnlyMemory<byte> message)
    {
        // What is sealed is opened, and what it asks for read, by the thread that has all other messages to take.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (NodeEnvelope.ScanIn(message.Span) is not { } id || NodeEnvelope.RequestIn(message.Span) is not { } request)
            {
                return;
            }

            // 1
            if (scans.Find(id) is not { } live)
            {
                bus.Post(NodeSubjects.Answer(asker, node), NodeEnvelope.WriteUnknown(id, request));
                return;
            }

            // 2
            var envelope = new NodeEnvelope(live.Scan.Key, node, asker);
            if (envelope.OpenAsk(message.Span) is { } ask && await AnswerAsync(live, ask) is { } answer)
            {
                bus.Post(NodeSubjects.Answer(asker, node), envelope.Seal(answer with { Tick = Tick }, request));
            }
        }
        catch (Exception e)
        {
            // The message of an unforeseen exception may hold an address; its type may not.
            NodeLog.NotAnswered(logger, e is ScanStoreException ? e.Message : e.GetType().Name);
        }
        finally
        {
            Interlocked.Decrement(ref _handling);
        }
    }

    private async Task<NodeAnswer?> AnswerAsync(LiveScan live, NodeAsk ask)
    {
        switch (ask.Question)
        {
            case NodeQuestion.Describe:
                return new NodeAnswer { Outcome = NodeOutcome.Done, Scan = ScanMessage.Of(live.Scan) };
            case NodeQuestion.Alive when ask.Sign is { } sign:
                live.Scan.Signs.Take(sign);
                return new NodeAnswer { Outcome = NodeOutcome.Done };
            case NodeQuestion.End:
                return new NodeAnswer { Outcome = await live.EndAsync() ? NodeOutcome.Done : NodeOutcome.Gone };
            default:
                // 3
                return ask.Reader is { Length: 32 } name
                    && EchoedAt(ask.Echo) is { } echoedAt
                    && ReaderOf(live, name, ask.Question == NodeQuestion.Attach) is { } reader
                    && reader.TryTake(ask, echoedAt)
                        ? await AnswerAsync(reader, ask)
                        : null;
        }
    }

    private async Task<NodeAnswer?> AnswerAsync(RemoteReader reader, NodeAsk ask)
    {
        if (ask.Question == NodeQuestion.Detach)
        {
            await reader.EndAsync(ask.EndSent);
            return new NodeAnswer { Outcome = NodeOutcome.Done };
        }

        if (!reader.TryAttach())
        {
            return new NodeAnswer { Outcome = NodeOutcome.TooMany };
        }

        switch (ask.Question)
        {
            case NodeQuestion.Attach:
                return new NodeAnswer { Outcome = NodeOutcome.Done, Status = reader.Status() };
            case NodeQuestion.Watch:
                await reader.WaitAsync();
                return new NodeAnswer { Outcome = NodeOutcome.Done, Status = reader.Status() };
            case NodeQuestion.Rows:
                // First the rows, so that a scan that is over in them is over in how it stands.
                var (outcome, rows) = await reader.ReadAsync(store, ask);
                return new NodeAnswer { Outcome = outcome, Rows = rows, Status = reader.Status() };
            default:
                return null;
        }
    }

    private RemoteReader? ReaderOf(LiveScan live, string name, bool isNew)
    {
        var readers = _readers.GetOrAdd(live.Scan.Key.Id, _ => new(StringComparer.Ordinal));
        if (readers.TryGetValue(name, out var known))
        {
            return known;
        }

        return isNew && readers.Count < MostReadersEver ? readers.GetOrAdd(name, _ => new RemoteReader(live, timeProvider)) : null;
    }

    // The moment at which this node had told that tick, or later.
    private long? EchoedAt(long echo)
    {
        var age = Tick - echo;
        return age >= 0 && age <= LongestEcho.TotalMilliseconds
            ? _startedAt + (long)(echo / 1000.0 * timeProvider.TimestampFrequency)
            : null;
    }
}
