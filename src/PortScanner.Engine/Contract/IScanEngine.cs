using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;

namespace PortScanner.Engine.Contract;

/// <summary>Asks a target what a plan says, on the wire.</summary>
public interface IScanEngine
{
    /// <summary>Whether scans can be run.</summary>
    /// <returns>Null if they can, else why not.</returns>
    Task<ScanRejection?> CheckReadinessAsync(CancellationToken cancellationToken);

    /// <summary>Begins one scan.</summary>
    /// <param name="target">The only address that is sent to.</param>
    /// <param name="plan">What is asked; its family is the target's.</param>
    /// <param name="connection">What the target lets know of itself meanwhile: it is sent nothing while it is not known to be there.</param>
    /// <param name="progress">Is told how the scan gets on; null if nobody looks.</param>
    /// <param name="cancellationToken">Ends the scan, and so the reading of its results; nothing more is sent once it is cancelled.</param>
    /// <returns>
    /// A <see cref="BegunScan"/>, which the caller disposes of; or a <see cref="RejectedScan"/>, where the target is refused or has no route, or the
    /// engine has no room or cannot be reached.
    /// </returns>
    Task<ScanStart> BeginAsync(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, ScanProgress? progress, CancellationToken cancellationToken);
}
