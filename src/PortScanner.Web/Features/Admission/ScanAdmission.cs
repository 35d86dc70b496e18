using PortScanner.Core.Addresses;
using PortScanner.Engine.Sending;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Admission;

/// <summary>Decides whether a caller may be scanned. The only place that asks the address policy for a <see cref="ScanTarget"/>.</summary>
internal sealed class ScanAdmission(AdmissionSettings settings)
{
    /// <summary>Turns the caller into a target.</summary>
    /// <param name="caller">As the connection proved it; null if it has no address.</param>
    /// <param name="problem">Why not, if it is refused.</param>
    /// <returns>The target, or null if it is refused.</returns>
    public ScanTarget? TryAdmit(CallerAddress? caller, out Problem? problem)
    {
        if (caller is null)
        {
            problem = Problem.NoAddress();
            return null;
        }

        var target = settings.Policy.TryMakeTarget(caller.Value, OwnAddresses.Read(), out var reason);
        problem = reason is null ? null : Problem.Address(reason.Words);
        return target;
    }

    /// <summary>Why a caller would be refused, for a page that is not to offer what cannot be had; null if he would not be.</summary>
    public Problem? WhyRefused(CallerAddress? caller)
    {
        TryAdmit(caller, out var problem);
        return problem;
    }
}
