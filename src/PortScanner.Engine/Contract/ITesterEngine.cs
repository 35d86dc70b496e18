using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;

namespace PortScanner.Engine.Contract;

/// <summary>An engine that sends by itself, and so can ask a share of a plan.</summary>
public interface ITesterEngine : IScanEngine
{
    /// <summary>Begins one scan, or a share of one.</summary>
    /// <param name="target">The only address that is sent to.</param>
    /// <param name="plan">The whole plan; its family is the target's.</param>
    /// <param name="share">What of it is asked, which fits the plan; null for all.</param>
    /// <param name="connection">What the target lets know of itself meanwhile: it is sent nothing while it is not known to be there.</param>
    /// <param name="progress">Is told how the scan gets on, of the share alone; null if nobody looks.</param>
    /// <param name="cancellationToken">Ends the scan, and so the reading of its results; nothing more is sent once it is cancelled.</param>
    /// <returns>As that of a whole plan; each probe that the share has, has had a result at its end.</returns>
    Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ScanShare? share, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken);
}
