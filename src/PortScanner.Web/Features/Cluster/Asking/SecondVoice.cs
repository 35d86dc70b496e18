using System.Security.Cryptography;

using PortScanner.Core.Addresses;
using PortScanner.Core.Evidence;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>
/// Asks a tester that had no part of a scan, once all others have ended: what the network of one of these does not let out, and what matters most, where a second
/// opinion is wanted.
/// </summary>
/// <param name="calls">Asks testers.</param>
/// <param name="asked">What the scan is about.</param>
/// <param name="wantsOpinion">Whether a second opinion is wanted.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class SecondVoice(TesterCalls calls, AskedPlan asked, bool wantsOpinion, TimeProvider timeProvider)
{
    // What is asked is a hundred and fifty probes as a rule.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Probe, ProbeResult> _latest = [];

    private volatile IReadOnlyList<OtherSource> _others = [];

    /// <summary>Whether a second opinion is wanted.</summary>
    public bool WantsOpinion => wantsOpinion;

    /// <summary>From where it asked so far.</summary>
    public IReadOnlyList<OtherSource> Others => _others;

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
        string[] had = [.. others];
        var anew = new List<ProbeResult>();
        if (SecondAsk.Elsewhere(asked.Plan, _latest.Values) is { } elsewhere)
        {
            // Who is behind the same filter has another address all the same, and so an opinion.
            var known = PlanRest.Of(elsewhere.Plan, _latest.Values).Known;
            anew.AddRange((await AskAsync(elsewhere, SourceRole.Elsewhere, known, [.. had, .. calls.AlikeTo(asked, had)], cancellationToken)).Where(PlanRest.IsFinal));
        }

        if (wantsOpinion && SecondAsk.Of(asked.Plan, _latest.Values, RandomNumberGenerator.GetInt32) is { } opinion)
        {
            // Of what was told elsewhere nobody's opinion is asked: it could be the same tester's.
            anew.AddRange(SecondOpinion.Merge(_latest.Values, await AskAsync(opinion, SourceRole.Second, [], [.. had], cancellationToken)));
        }

        return anew;
    }

    private async Task<IReadOnlyList<ProbeResult>> AskAsync(
        SecondAsk ask, SourceRole role, IReadOnlyList<Probe> known, List<string> used, CancellationToken cancellationToken)
    {
        var share = new ScanShare { Skip = ask.Skip, Known = known, Budget = Budget };
        var (call, _) = await calls.PlaceAsync(asked.With(ask.Plan), share, attempt: 0, used, progress: null, cancellationToken);
        if (call is null)
        {
            return [];
        }

        _others = [.. _others, new OtherSource(call.Route.Source, role, timeProvider.GetUtcNow())];
        using var stopping = cancellationToken.Register(call.Stop);
        try
        {
            var second = new List<ProbeResult>();
            while (await call.NextAsync() is { } found)
            {
                second.AddRange(found);
            }

            return call.HasFinished ? second : [];
        }
        finally
        {
            // Another begins only when this one has certainly stopped.
            await (call.HasFinished ? call.DisposeAsync().AsTask() : call.LetGoAsync(cancellationToken));
        }
    }
}
