using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Tests.Tester;

/// <summary>An engine that sends nothing, and finds what a test says.</summary>
internal sealed class ScriptedEngine : IScanEngine
{
    private readonly Channel<IReadOnlyList<ProbeResult>> _results = Channel.CreateUnbounded<IReadOnlyList<ProbeResult>>();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static IPAddress Source { get; } = IPAddress.Parse("192.0.2.1");

    /// <summary>What was asked for, in order.</summary>
    public List<(IPAddress Target, ScanPlan Plan)> Asked { get; } = [];

    public ITargetConnection? Connection { get; private set; }

    public ScanProgress? Progress { get; private set; }

    /// <summary>Ends with the scan, however it ends.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Finds something.</summary>
    public void Find(params IReadOnlyList<ProbeResult> results) => Assert.True(_results.Writer.TryWrite(results));

    /// <summary>Has nothing more to find.</summary>
    public void Finish() => _results.Writer.Complete();

    public Task<ScanRefusal?> WhyNotReadyAsync(CancellationToken cancellationToken) => Task.FromResult<ScanRefusal?>(null);

    public Task<ProbeRoute> RouteForAsync(ScanTarget target, CancellationToken cancellationToken) => Task.FromResult(new ProbeRoute(Source, RouteKind.Router));

    public async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ScanAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked.Add((target.Address, plan));
        (Connection, Progress) = (connection, progress);
        try
        {
            yield return [];
            await foreach (var results in _results.Reader.ReadAllAsync(cancellationToken))
            {
                yield return results;
            }
        }
        finally
        {
            _ended.SetResult();
        }
    }
}
