using PortScanner.Cluster.Links;
using PortScanner.Core.Addresses;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>A part of a scan that a tester has begun, for as long as that tester is there.</summary>
internal sealed class TesterCall : IAsyncDisposable
{
    private readonly WebLink _link;
    private readonly IDisposable _use;
    private readonly IAsyncEnumerator<IReadOnlyList<ProbeResult>> _results;
    private Task<bool>? _next;

    /// <summary>Takes over what was begun.</summary>
    /// <param name="link">The conversation.</param>
    /// <param name="use">Counts at the tester.</param>
    /// <param name="begun">What the tester said first.</param>
    /// <param name="route">How its probes reach the visitor.</param>
    /// <param name="results">What it finds.</param>
    public TesterCall(WebLink link, IDisposable use, TesterReply begun, ProbeRoute route, IAsyncEnumerable<IReadOnlyList<ProbeResult>> results)
    {
        (_link, _use, Route, Seed, PacketsPerSecond) = (link, use, route, TesterReplies.SeedIn(begun), TesterReplies.PaceIn(begun));
        _results = results.GetAsyncEnumerator(CancellationToken.None);

        // Whoever reads tells the tester of the visitor, without whom it sends nothing; others may still have to be found for the rest.
        _next = _results.MoveNextAsync().AsTask();
    }

    /// <summary>Who it is.</summary>
    public string Tester => _link.Tester;

    /// <summary>What is counted of that tester.</summary>
    public required TesterCount Counts { get; init; }

    /// <summary>How its probes reach the visitor.</summary>
    public ProbeRoute Route { get; }

    /// <summary>What their order is drawn from.</summary>
    public long? Seed { get; }

    /// <summary>The packets a second that it has for its part.</summary>
    public int? PacketsPerSecond { get; }

    /// <summary>Why nothing more comes; null while something may, and where the tester spoke otherwise than agreed.</summary>
    public LinkEnd? End => _link.End;

    /// <summary>Whether the tester has done all that it was asked for.</summary>
    public bool HasFinished { get; private set; }

    /// <summary>Waits for results.</summary>
    /// <returns>Null once there are no more: the tester has finished, or is lost.</returns>
    public async Task<IReadOnlyList<ProbeResult>?> NextAsync()
    {
        try
        {
            _next ??= _results.MoveNextAsync().AsTask();
            var hasMore = await _next;
            _next = null;
            if (hasMore)
            {
                Counts.Deliver(_results.Current.Count);
                return _results.Current;
            }

            HasFinished = true;
        }
        catch (TesterLostException)
        {
            // The link, or that it still stands, says how.
        }

        return null;
    }

    /// <summary>Ends it for the tester, so that whoever waits for results learns that there are no more. By any thread.</summary>
    public void Stop() => _ = _link.DisposeAsync().AsTask();

    /// <summary>Ends it, and waits until the tester sends nothing any more, whatever became of it: only then may another begin.</summary>
    public async Task LetGoAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        await _link.ReleasedAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // A sequence may not be disposed of while its next element is awaited; that there is no link any more ends the waiting.
        await _link.DisposeAsync();
        try
        {
            if (_next is { } awaited)
            {
                await ((Task)awaited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await _results.DisposeAsync();
        }
        finally
        {
            _use.Dispose();
        }
    }
}
