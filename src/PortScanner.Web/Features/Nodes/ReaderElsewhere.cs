using System.Security.Cryptography;

using PortScanner.Core.Plans;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Storage;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Nodes.Wire;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Nodes;

/// <summary>
/// Reads a scan of another node: its results when they are asked for, and how it stands all the time, for which that node is told of the visitor's
/// connection with this one.
/// </summary>
internal sealed class ReaderElsewhere(NodeLink link, string owner, MirroredScan scan, long tick) : ILiveReader, IScanReader
{
    // Changes come in bursts, of which a reader is told at once.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    // The owner has one of each probe, and of a firewall's tests those of two testers at most; whoever sends more is none.
    private int MostResults => scan.Header.Plan.Probes.Count + (2 * FirewallStage.MostProbes(scan.Header.Plan.Family));

    private readonly string _name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly CancellationTokenSource _end = new();
    private volatile IVisitorConnection? _connection;
    private Task _watching = Task.CompletedTask;
    private long _number;
    private long _page;
    private long _tick = tick;
    private bool _isAttached;
    private bool _isEndSent;

    /// <inheritdoc />
    public IScanReader Results => this;

    /// <summary>Begins.</summary>
    /// <returns>What became of it.</returns>
    public async Task<NodeOutcome> AttachAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync(() => new NodeAsk { Question = NodeQuestion.Attach }, cancellationToken);
        if (answer is not { Outcome: NodeOutcome.Done, Status: { } status })
        {
            return answer.Outcome == NodeOutcome.Done ? NodeOutcome.Gone : answer.Outcome;
        }

        _isAttached = true;
        scan.Take(status);
        _watching = WatchAsync(_end.Token);
        return NodeOutcome.Done;
    }

    /// <inheritdoc />
    public void ListenTo(IVisitorConnection? connection) => _connection = connection;

    /// <inheritdoc />
    public void NoteEndSent() => _isEndSent = true;

    /// <inheritdoc />
    public async Task<ScanPage?> ReadAsync(ScanKey key, long afterSequence, CancellationToken cancellationToken)
    {
        var results = new List<ProbeResult>();
        var page = Interlocked.Increment(ref _page);
        while (!scan.IsGone)
        {
            var (skip, asked) = (results.Count, page);
            var answer = await AskAsync(
                () => new NodeAsk { Question = NodeQuestion.Rows, After = afterSequence, Skip = skip, Page = asked }, cancellationToken);
            if (answer.Outcome == NodeOutcome.Stale)
            {
                results.Clear();
                page = Interlocked.Increment(ref _page);
                continue;
            }

            if (answer is not { Outcome: NodeOutcome.Done, Rows: { } rows, Status: { } status } || rows.Page != page || results.Count + rows.Results.Count > MostResults || !TryAdd(rows, results))
            {
                break;
            }

            scan.Take(status);
            if (rows.IsLast)
            {
                return new ScanPage(results, rows.LastSequence, rows.Outcome);
            }
        }

        scan.Lose();
        return null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _connection?.StopAsking();
        if (_isAttached && !scan.IsGone)
        {
            await AskAsync(() => new NodeAsk { Question = NodeQuestion.Detach, EndSent = _isEndSent }, CancellationToken.None);
        }

        _end.Dispose();
    }

    private static bool TryAdd(RowsMessage rows, List<ProbeResult> results)
    {
        foreach (var message in rows.Results)
        {
            if (message.ToResult() is not { } result)
            {
                return false;
            }

            results.Add(result);
        }

        // A page that does not end brings something each time.
        return Enum.IsDefined(rows.Outcome) && (rows.IsLast || rows.Results.Count > 0);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await AskAsync(() => new NodeAsk { Question = NodeQuestion.Watch, Visitor = Visitor() }, cancellationToken) is { Outcome: NodeOutcome.Done, Status: { } status })
            {
                scan.Take(status);
                await Task.Delay(Gathering, cancellationToken);
            }

            scan.Lose();
        }
        catch (OperationCanceledException)
        {
            // The reader is gone.
        }
    }

    private async Task<NodeAnswer> AskAsync(Func<NodeAsk> next, CancellationToken cancellationToken)
    {
        var answer = await link.AskAsync(
            owner,
            scan.Key,
            () =>
            {
                // The tick first: what is looked at then is younger.
                var echo = Interlocked.Read(ref _tick);
                return next() with { Reader = _name, Number = Interlocked.Increment(ref _number), Echo = echo };
            },
            cancellationToken);
        if (answer.Tick > Interlocked.Read(ref _tick))
        {
            Interlocked.Exchange(ref _tick, answer.Tick);
        }

        return answer;
    }

    private VisitorMessage? Visitor()
    {
        if (_connection is not { IsOpen: true } connection)
        {
            return null;
        }

        var told = connection.Look();
        return told == PeerLiveness.None
            ? null
            : new VisitorMessage((long)told.SinceHeard.TotalMicroseconds, (long)told.SinceSeen.TotalMicroseconds, FlowMessage.Of(connection.Flow));
    }
}
