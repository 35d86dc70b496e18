using System.Security.Cryptography;

using PortScanner.Core.Evidence;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>Asks a tester that had no part of a scan what matters most of it, once all others have ended.</summary>
/// <param name="calls">Asks testers.</param>
/// <param name="asked">What the scan is about.</param>
internal sealed class SecondVoice(TesterCalls calls, AskedPlan asked)
{
    // What is asked is a hundred and fifty probes at most.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Probe, ProbeResult> _latest = [];

    /// <summary>Takes what the others found.</summary>
    public void Take(IReadOnlyList<ProbeResult> results)
    {
        foreach (var result in results)
        {
            _latest[result.Probe] = result;
        }
    }

    /// <summary>Asks.</summary>
    /// <param name="others">Who had a part of it.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <returns>What is to be told anew; nothing where there is no other tester, or it did not finish.</returns>
    public async Task<IReadOnlyList<ProbeResult>> AskAsync(IEnumerable<string> others, CancellationToken cancellationToken)
    {
        if (SecondAsk.Of(asked.Plan, _latest.Values, RandomNumberGenerator.GetInt32) is not { } ask)
        {
            return [];
        }

        var share = new ScanShare { Skip = ask.Skip, Budget = Budget };
        var (call, _) = await calls.PlaceAsync(asked.With(ask.Plan), share, attempt: 0, [.. others], progress: null, cancellationToken);
        if (call is null)
        {
            return [];
        }

        await using (call)
        {
            var second = new List<ProbeResult>();
            while (await call.NextAsync() is { } found)
            {
                second.AddRange(found);
            }

            return call.HasFinished ? SecondOpinion.Merge(_latest.Values, second) : [];
        }
    }
}
