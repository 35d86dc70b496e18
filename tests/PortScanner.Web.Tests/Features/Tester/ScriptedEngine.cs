using System.Net;
using System.Threading.Channels;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Tests.Features.Tester;

/// <summary>An engine that sends nothing, and finds what a test says.</summary>
internal sealed class ScriptedEngine : ITesterEngine
{
    private readonly Channel<IReadOnlyList<ProbeResult>> _results = Channel.CreateUnbounded<IReadOnlyList<ProbeResult>>();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static ProbeRoute Route { get; } = new(IPAddress.Parse("192.0.2.1"), RouteKind.Router);

    /// <summary>What its orders are drawn from.</summary>
    public const long Seed = 4711;

    public const int PacketsPerSecond = 6250;

    /// <summary>Why it begins no scan; null if it does.</summary>
    public ScanRejection? Rejection { get; set; }

    /// <summary>What was asked for, in order.</summary>
    public List<(IPAddress Target, ScanPlan Plan)> Asked { get; } = [];

    /// <summary>What was asked of each plan; null for all of it.</summary>
    public List<ScanShare?> Shares { get; } = [];

    public ITargetConnection? Connection { get; private set; }

    public ScanProgress? Progress { get; private set; }

    /// <summary>Ends once what the scan held was given back.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Finds something.</summary>
    public void Find(params IReadOnlyList<ProbeResult> results) => Assert.True(_results.Writer.TryWrite(results));

    /// <summary>Has nothing more to find.</summary>
    public void Finish() => _results.Writer.Complete();

    public Task<ScanRejection?> CheckReadinessAsync(CancellationToken cancellationToken) => Task.FromResult<ScanRejection?>(null);

    public Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken) =>
        BeginAsync(target, plan, share: null, connection, progress, cancellationToken);

    public Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ScanShare? share, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken)
    {
        Asked.Add((target.Address, plan));
        Shares.Add(share);
        (Connection, Progress) = (connection, progress);
        return Task.FromResult<ScanStart>(
            Rejection is { } rejection ? RejectedScan.Because(rejection) : Begun(cancellationToken));
    }

    private BegunScan Begun(CancellationToken cancellationToken) =>
        new(Route, _results.Reader.ReadAllAsync(cancellationToken), new Held(_ended)) { Seed = Seed, PacketsPerSecond = PacketsPerSecond };

    private sealed class Held(TaskCompletionSource ended) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            ended.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
