using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Results;

namespace PortScanner.Engine.Contract;

/// <summary>Asks a target what a plan says, on the wire.</summary>
public interface IScanEngine
{
    /// <summary>Whether scans can be run.</summary>
    /// <returns>Null if they can, else why not.</returns>
    Task<ScanRefusal?> WhyNotReadyAsync(CancellationToken cancellationToken);

    /// <summary>The address that probes of a target leave from, and how they reach it.</summary>
    /// <exception cref="ScanRefusedException">The target has no route, or the engine cannot be reached.</exception>
    Task<ProbeRoute> RouteForAsync(ScanTarget target, CancellationToken cancellationToken);

    /// <summary>Runs one scan.</summary>
    /// <param name="target">The only address that is sent to.</param>
    /// <param name="plan">What is asked; its family is the target's.</param>
    /// <param name="connection">What the target lets know of itself meanwhile: it is sent nothing while it is not known to be there.</param>
    /// <param name="progress">Is told how the scan gets on; null if nobody looks.</param>
    /// <param name="cancellationToken">Ends the scan; nothing more is sent once it is cancelled.</param>
    /// <returns>
    /// First an empty batch, once the scan was not refused; then batches of results as they are decided. Stronger evidence can bring a second result for a probe, which replaces the first.
    /// When the sequence ends, each probe of the plan has had a result.
    /// </returns>
    /// <exception cref="ScanRefusedException">The target is refused, has no route, or the engine has no room or cannot be reached.</exception>
    IAsyncEnumerable<IReadOnlyList<ProbeResult>> ScanAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken);
}
