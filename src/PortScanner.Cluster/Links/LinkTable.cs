using System.Collections.Concurrent;

using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Links;

/// <summary>The links of a node, and the timer by which all of them look at the clock.</summary>
internal sealed class LinkTable : IAsyncDisposable
{
    private readonly ConcurrentDictionary<LinkId, MessageLink> _links = [];
    private readonly Action _beforeBeat;
    private readonly ITimer _timer;
    private int _beating;

    /// <param name="beforeBeat">What is done before the links look at the clock.</param>
    /// <param name="timeProvider">The clock.</param>
    public LinkTable(Action beforeBeat, TimeProvider timeProvider)
    {
        _beforeBeat = beforeBeat;
        _timer = timeProvider.CreateTimer(_ => Beat(), state: null, LinkTimes.Beat, LinkTimes.Beat);
    }

    /// <summary>How many links there are, with those over which the last words are not yet said.</summary>
    public int Count => _links.Count;

    /// <summary>Adds a link; false if there is one of that id.</summary>
    public bool TryAdd(MessageLink link) => _links.TryAdd(link.Id, link);

    /// <summary>Gives a message to its link. What is of none is dropped unopened.</summary>
    public void Dispatch(ReadOnlySpan<byte> message)
    {
        if (EnvelopeHeader.TryRead(message, out var header) && _links.TryGetValue(header.Link, out var link))
        {
            link.Receive(header, message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        foreach (var link in _links.Values)
        {
            await link.DisposeAsync();
        }
    }

    private void Beat()
    {
        // A timer does not wait for its last turn; two at once would count the same time twice.
        if (Interlocked.Exchange(ref _beating, 1) != 0)
        {
            return;
        }

        _beforeBeat();
        foreach (var (id, link) in _links)
        {
            link.Beat();
            if (link.IsDone)
            {
                _links.TryRemove(id, out _);
            }
        }

        Volatile.Write(ref _beating, 0);
    }
}
