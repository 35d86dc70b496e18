using System.Diagnostics.CodeAnalysis;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Sealing;
using PortScanner.Cluster.Testers;

namespace PortScanner.Cluster.Links;

/// <summary>All links of a web node.</summary>
public sealed class WebLinks : IAsyncDisposable
{
    /// <summary>The octets of the longest request: in Base64, with the rest of the grant, it fits into a message.</summary>
    public const int LongestRequest = 40 * 1024;

    private readonly IBus _bus;
    private readonly NodeIdentity _node;
    private readonly TimeProvider _timeProvider;
    private readonly BusClock _busClock;
    private readonly LinkTable _links;
    private readonly IAsyncDisposable _subscription;

    /// <summary>Begins to listen.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="node">This web node.</param>
    /// <param name="timeProvider">The clock.</param>
    public WebLinks(IBus bus, NodeIdentity node, TimeProvider timeProvider)
    {
        (_bus, _node, _timeProvider) = (bus, node, timeProvider);
        _busClock = new BusClock(bus, timeProvider);
        _links = new LinkTable(_busClock.Look, timeProvider);
        _subscription = bus.Subscribe(Subjects.ToWebNode(node.Name, "*"), (_, message) => _links.Dispatch(message.Span));
    }

    /// <summary>How long the bus has been ill; zero while it is well. Meanwhile no link is lost, and none should be opened.</summary>
    public TimeSpan BusIllFor => _busClock.IllFor;

    /// <summary>Asks a tester. The link is there at once; what is read first on it is the tester's answer, if one comes.</summary>
    /// <param name="tester">The tester, as it was heard last.</param>
    /// <param name="attempt">0, or 1 for what another one did not finish.</param>
    /// <param name="planHash">SHA-256 over the probes in the order of the plan.</param>
    /// <param name="request">What is asked for.</param>
    /// <returns>Null if the tester told no key with which it could be asked.</returns>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The link owns its keys.")]
    public WebLink? Open(KnownTester tester, int attempt, ReadOnlyMemory<byte> planHash, ReadOnlyMemory<byte> request)
    {
        if (request.Length > LongestRequest)
        {
            throw new ArgumentException("The request is too long for a message.", nameof(request));
        }

        var id = LinkId.New();
        if (LinkKeys.TryAgree(tester.Heartbeat.SealKey.Span, id, out var ephemeral) is not { } keys)
        {
            return null;
        }

        var grant = new Grant(_node.Name, tester.Name, id, attempt, tester.Heartbeat.Epoch, tester.Heartbeat.Tick, planHash, request);
        var sealedRequest = keys.SealRequest(ephemeral, SignedGrant.Make(grant, _node));
        var link = new WebLink(_bus, tester, id, keys, _busClock, _timeProvider);
        _links.TryAdd(link);
        _bus.Post(Subjects.Requests(tester.Name), sealedRequest, link.KnowNobody);
        return link;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _links.DisposeAsync();
        await _subscription.DisposeAsync();
    }
}
