using System.Diagnostics.CodeAnalysis;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Links;

/// <summary>All links of a tester.</summary>
public sealed class TesterLinks : IAsyncDisposable
{
    private readonly IBus _bus;
    private readonly TesterClock _clock;
    private readonly SealKeys _sealKeys;
    private readonly GrantJudge _judge;
    private readonly Action<GrantedLink, JudgedGrant> _granted;
    private readonly TimeProvider _timeProvider;
    private readonly LinkTable _links;
    private readonly IAsyncDisposable[] _subscriptions;
    private readonly long[] _refused = new long[Enum.GetValues<GrantRefusal>().Length];
    private long _unopened;

    /// <summary>Begins to listen.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="node">This tester.</param>
    /// <param name="clock">Its own time.</param>
    /// <param name="sealKeys">The keys with which it is asked.</param>
    /// <param name="judge">Who judges what it is asked.</param>
    /// <param name="granted">Takes each link that was granted, and owns it. It must return soon and not throw.</param>
    /// <param name="timeProvider">The clock.</param>
    public TesterLinks(
        IBus bus, NodeIdentity node, TesterClock clock, SealKeys sealKeys, GrantJudge judge, Action<GrantedLink, JudgedGrant> granted, TimeProvider timeProvider)
    {
        (_bus, _clock, _sealKeys, _judge, _granted, _timeProvider) = (bus, clock, sealKeys, judge, granted, timeProvider);
        _links = new LinkTable(() => { }, timeProvider);
        _subscriptions =
        [
            bus.Subscribe(Subjects.ToTester(node.Name), (_, message) => _links.Dispatch(message.Span)),
            bus.Subscribe(Subjects.Requests(node.Name), (_, message) => Ask(message.Span)),
        ];
    }

    /// <summary>How many links there are, with those whose last words have not arrived.</summary>
    public int Count => _links.Count;

    /// <summary>How many requests were not for this tester, or no requests.</summary>
    public long Unopened => Interlocked.Read(ref _unopened);

    /// <summary>How many grants were refused for a reason.</summary>
    public long Refused(GrantRefusal refusal) => Interlocked.Read(ref _refused[(int)refusal]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            await subscription.DisposeAsync();
        }

        await _links.DisposeAsync();
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever takes the link owns it.")]
    private void Ask(ReadOnlySpan<byte> message)
    {
        if (_sealKeys.TryOpen(message) is not { } opened)
        {
            Interlocked.Increment(ref _unopened);
            return;
        }

        var verdict = _judge.Judge(opened.Header.Link, opened.Plain);
        if (verdict.Refusal is { } refusal)
        {
            Interlocked.Increment(ref _refused[(int)refusal]);
        }

        // Nobody is answered twice for one link: the second answer would be sealed with the key of the first. Of what is stale or replayed nobody can
        // tell whether it was answered, and strangers get no answer at all, so silence is what they hear.
        if (verdict is not { Grant: { } grant, Refusal: null or GrantRefusal.Quota })
        {
            opened.Keys.Dispose();
            return;
        }

        var link = new GrantedLink(_bus, grant, opened.Keys, _clock, _timeProvider);
        _links.TryAdd(link);
        if (verdict.Granted is { } granted)
        {
            _granted(link, granted);
        }
        else
        {
            link.Close(LinkEnd.Quota);
        }
    }
}
