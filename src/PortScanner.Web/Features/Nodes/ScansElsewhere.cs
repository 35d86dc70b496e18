using PortScanner.Core.Payloads;
using PortScanner.Storage;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Nodes.Wire;

namespace PortScanner.Web.Features.Nodes;

/// <summary>Finds scans on the node whose number they begin with.</summary>
/// <param name="link">Asks it.</param>
/// <param name="others">The names of the other web nodes.</param>
/// <param name="payloads">This node's own payloads.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class ScansElsewhere(NodeLink link, IEnumerable<string> others, UdpPayloads payloads, TimeProvider timeProvider) : IScansElsewhere
{
    private readonly Dictionary<ushort, string> _names = others.ToDictionary(NodeNumber.Of);

    /// <inheritdoc />
    public async Task<ILiveScan?> FindAsync(ScanKey key, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue(key.Id.Owner, out var owner))
        {
            return null;
        }

        var answer = await link.AskAsync(owner, key, () => new NodeAsk { Question = NodeQuestion.Describe }, cancellationToken);
        return answer is { Outcome: NodeOutcome.Done, Scan: { } scan } && scan.Read(payloads) is var (header, request)
            ? new ScanElsewhere(link, owner, new MirroredScan(key, header, request, timeProvider), answer.Tick)
            : null;
    }
}
