using System.Runtime.CompilerServices;

using PortScanner.Cluster.Links;
using PortScanner.Core.Addresses;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>
/// One part of a scan, from its first tester to its end. Where that one is lost, another goes on, once: not before the first has certainly stopped, and
/// with what is not final alone. What nobody finishes is unknown, and says why.
/// </summary>
internal sealed class ScanPart : IAsyncDisposable
{
    /// <summary>What must be left of the plan's time for another tester to begin.</summary>
    private static readonly TimeSpan LeastBudget = TimeSpan.FromSeconds(20);

    private readonly TesterCalls _calls;
    private readonly TesterLosses _losses;
    private readonly AskedPlan _asked;
    private readonly ScanShare _share;
    private readonly PartResults _results;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly long _begunAt;
    private readonly List<string> _testers = [];
    private TesterCall? _call;
    private volatile IReadOnlyList<OtherSource> _others = [];

    /// <summary>Takes over what a tester has begun.</summary>
    /// <param name="calls">Asks testers.</param>
    /// <param name="losses">Is told of a tester that is lost.</param>
    /// <param name="asked">What the scan is about.</param>
    /// <param name="share">What of it this part is.</param>
    /// <param name="call">What has begun; null if nobody took it so far.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where it is logged.</param>
    public ScanPart(
        TesterCalls calls, TesterLosses losses, AskedPlan asked, ScanShare share, TesterCall? call, TimeProvider timeProvider, ILogger logger)
    {
        (_calls, _losses, _asked, _share, _call, _timeProvider, _logger) = (calls, losses, asked, share, call, timeProvider, logger);
        _results = new PartResults(asked.Plan, share.Part);
        _begunAt = timeProvider.GetTimestamp();
        Note(call, lost: null);
    }

    /// <summary>Who had it.</summary>
    public IReadOnlyList<string> Testers => _testers;

    /// <summary>From where it was asked so far, but for the scan's first tester.</summary>
    public IReadOnlyList<OtherSource> Others => _others;

    /// <summary>How it gets on.</summary>
    public ScanProgress Progress { get; init; } = new();

    /// <summary>How much of the visitor's pace it may have.</summary>
    public PaceAllowance Pace => _share.Pace;

    /// <summary>Reads what is found. Each probe of the part has had a result at the end.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopping = cancellationToken.Register(() => _call?.Stop());
        var reason = Reason.TesterLost;
        for (var attempt = 0; attempt <= 1; attempt++)
        {
            while (_call is not null && await _call.NextAsync() is { } found)
            {
                if (_results.Take(found) is { Count: > 0 } taken)
                {
                    yield return taken;
                }
            }

            if (_call is { HasFinished: true })
            {
                if (_results.FirewallTests is { Count: > 0 } tests)
                {
                    yield return tests;
                }

                yield break;
            }

            cancellationToken.ThrowIfCancellationRequested();

            reason = _call?.End == LinkEnd.BusLost ? Reason.BusLost : Reason.TesterLost;
            if (!await GoesOnAsync(attempt, cancellationToken))
            {
                break;
            }
        }

        ClusterLog.Unfinished(_logger, reason.ToString());
        yield return _results.Left(reason);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_call is not null)
        {
            await _call.DisposeAsync();
        }
    }

    private async Task<bool> GoesOnAsync(int attempt, CancellationToken cancellationToken)
    {
        var not = new List<string>();
        var lost = _call;
        if (lost is not null)
        {
            _call = null;
            lost.Counts.Lose();
            ClusterLog.TesterLost(_logger, lost.Tester, lost.End?.ToString() ?? "it said what nobody asked for");
            not.Add(lost.Tester);
            if (lost.End is not (LinkEnd.Drained or LinkEnd.BusLost))
            {
                _losses.Note(lost.Tester);
            }

            // What was settled is not, where somebody has to go on.
            Progress.Mirror(Progress.Activity, Progress.Unasked, Progress.Undecided, Progress.PacketsSent, Progress.TimeLeft);
            await lost.LetGoAsync(cancellationToken);
        }

        var left = _asked.Plan.TimeBudget - _timeProvider.GetElapsedTime(_begunAt);
        if (attempt > 0 || left < LeastBudget)
        {
            return false;
        }

        var rest = _results.Rest();
        var share = _share with { Skip = rest.Skip, Known = rest.Known, Budget = left };
        (_call, _) = await _calls.PlaceAsync(_asked, share, attempt: 1, not, Progress, cancellationToken);
        if (_call is null)
        {
            return false;
        }

        _results.ForgetFirewallTests();
        ClusterLog.GoesOn(_logger, _call.Tester);
        Note(_call, lost);
        return true;
    }

    private void Note(TesterCall? call, TesterCall? lost)
    {
        if (call is null)
        {
            return;
        }

        _testers.Add(call.Tester);
        if (lost is not null || !_share.Part.IsPrimary)
        {
            var role = lost is null ? SourceRole.Part : SourceRole.WentOn;
            _others = [.. _others, new OtherSource(call.Route.Source, role, _timeProvider.GetUtcNow(), lost?.Route.Source)];
        }
    }
}
