using System.Text.Json;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>What a scan is about, for whichever tester is asked.</summary>
/// <param name="target">Whom it asks.</param>
/// <param name="plan">The whole plan.</param>
/// <param name="connection">What is known of the visitor.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class AskedPlan(ScanTarget target, ScanPlan plan, ITargetConnection connection, TimeProvider timeProvider)
{
    private long? _begunAt;

    /// <summary>The whole plan.</summary>
    public ScanPlan Plan => plan;

    /// <summary>The plan's hash, which the tester's own must have.</summary>
    public byte[] Hash { get; } = PlanHash.Of(plan);

    /// <summary>What is known of the visitor.</summary>
    public ITargetConnection Connection => connection;

    /// <summary>How long ago the first tester began; it does so now if none has.</summary>
    public TimeSpan SinceBegun()
    {
        _begunAt ??= timeProvider.GetTimestamp();
        return timeProvider.GetElapsedTime(_begunAt.Value);
    }

    /// <summary>The same scan by another plan.</summary>
    public AskedPlan With(ScanPlan other) => new(target, other, connection, timeProvider);

    /// <summary>What a tester is asked for, with what is known of the visitor now.</summary>
    public byte[] RequestFor(ScanShare share) =>
        JsonSerializer.SerializeToUtf8Bytes(AskedScan.For(target, plan, connection, timeProvider, share), TesterJson.Default.TesterRequest);
}
