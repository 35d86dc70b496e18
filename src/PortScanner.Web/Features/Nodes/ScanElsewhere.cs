using System.Diagnostics.CodeAnalysis;

using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Nodes.Wire;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Nodes;

/// <summary>A scan of another node, for one request that came here.</summary>
internal sealed class ScanElsewhere(NodeLink link, string owner, MirroredScan scan, long tick) : ILiveScan
{
    /// <inheritdoc />
    public string Token { get; } = scan.Key.ToToken();

    /// <inheritdoc />
    public IReadScan Scan => scan;

    /// <inheritdoc />
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever asked disposes of a reader that there is, the last lines here of one that is none.")]
    public async Task<Attachment> TryAttachAsync(CancellationToken cancellationToken)
    {
        ReaderElsewhere? reader = null;
        try
        {
            reader = new ReaderElsewhere(link, owner, scan, tick);
            var outcome = await reader.AttachAsync(cancellationToken);
            if (outcome != NodeOutcome.Done)
            {
                return new Attachment(null, outcome is NodeOutcome.Gone or NodeOutcome.Silent);
            }

            var attached = reader;
            reader = null;
            return new Attachment(attached);
        }
        finally
        {
            if (reader is not null)
            {
                await reader.DisposeAsync();
            }
        }
    }

    /// <inheritdoc />
    public Task NoteAliveAsync(string sign) =>
        link.AskAsync(owner, scan.Key, () => new NodeAsk { Question = NodeQuestion.Alive, Sign = sign }, CancellationToken.None);

    /// <inheritdoc />
    public async Task<bool> EndAsync()
    {
        var times = 0;
        var answer = await link.AskAsync(
            owner,
            scan.Key,
            () =>
            {
                times++;
                return new NodeAsk { Question = NodeQuestion.End };
            },
            CancellationToken.None);

        // Where the answer to the first question was lost, the second one finds nothing any more.
        return answer.Outcome == NodeOutcome.Done || (answer.Outcome == NodeOutcome.Gone && times > 1);
    }
}
