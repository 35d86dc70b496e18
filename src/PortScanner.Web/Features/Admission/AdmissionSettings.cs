using System.Globalization;

using PortScanner.Core.Addresses;

namespace PortScanner.Web.Features.Admission;

/// <summary><see cref="AdmissionOptions"/>, checked.</summary>
/// <param name="Policy">Which addresses may be tested.</param>
/// <param name="MaximumLiveScans">How many scans may run at once.</param>
internal sealed record AdmissionSettings(AddressPolicy Policy, int MaximumLiveScans)
{
    /// <summary>Checks the options.</summary>
    /// <param name="options">As configured.</param>
    /// <param name="engineCapacity">How many scans the engine has room for.</param>
    /// <param name="errors">Gets a sentence for each setting that is wrong.</param>
    public static AdmissionSettings Read(AdmissionOptions options, int engineCapacity, ICollection<string> errors)
    {
        if (options.MaximumLiveScans < 1 || options.MaximumLiveScans > engineCapacity)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Admission:MaximumLiveScans is {options.MaximumLiveScans}; allowed is 1 to {engineCapacity}, what Engine:SourcePorts has room for."));
        }

        var policy = new AddressPolicy(new AddressPolicyOptions
        {
            AllowNetworks = CidrNetworks.Parse("Admission:AllowNetworks", options.AllowNetworks, errors),
            DenyNetworks = CidrNetworks.Parse("Admission:DenyNetworks", options.DenyNetworks, errors),
            AllowLoopback = options.AllowLoopback,
        });
        return new AdmissionSettings(policy, options.MaximumLiveScans);
    }
}
