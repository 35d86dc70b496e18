using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Ports;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Admission;

/// <summary><see cref="AdmissionOptions"/>, checked.</summary>
/// <param name="Policy">Which addresses may be tested.</param>
/// <param name="MaximumLiveScans">How many scans may run at once.</param>
/// <param name="Limits">How many may begin.</param>
/// <param name="OptOutStamp">By what a change of the file of those who opted out is known.</param>
internal sealed record AdmissionSettings(PolicyInForce Policy, int MaximumLiveScans, ScanLimitSettings Limits, (DateTime Written, long Length)? OptOutStamp)
{
    /// <summary>Which ports nobody is asked.</summary>
    public PortSpecification DenyPorts { get; private init; } = PortSpecification.None;

    /// <summary>Checks the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="sourcePrefix"><see cref="ScanEngineOptions.SourcePrefix"/>: all of it is the tester's own, and never a visitor's.</param>
    /// <param name="others">Where proxies of this site connect from, and other machines of its own are; never visitors' either.</param>
    /// <exception cref="ConfigurationException">Names every setting that is wrong, and what is allowed.</exception>
    public static AdmissionSettings Create(AdmissionOptions options, string? sourcePrefix = null, IReadOnlyList<IPNetwork>? others = null)
    {
        var errors = new List<string>();
        var prefix = SourcePrefix.Read(sourcePrefix, errors);
        ScanLimitSettings.AtLeastOne(nameof(options.MaximumLiveScans), options.MaximumLiveScans, errors);
        ScanLimitSettings.AtLeastOne(nameof(options.ConnectionsPerAddress), options.ConnectionsPerAddress, errors);
        ScanLimitSettings.AtLeastOne(nameof(options.ConnectionsPerSite), options.ConnectionsPerSite, errors);
        var limits = ScanLimitSettings.Read(options, errors);

        // Before the file is read, so that a change meanwhile is seen later.
        var stamp = OptOutFile.StampOf(options.OptOutFile);
        if (OptOutFile.Read(options.OptOutFile, out var complaint) is not { } optedOut)
        {
            optedOut = [];
            errors.Add($"Admission:OptOutFile {options.OptOutFile} {complaint}");
        }

        var policy = new AddressPolicyOptions
        {
            AllowNetworks = CidrNetworks.Parse("Admission:AllowNetworks", options.AllowNetworks, errors),
            DenyNetworks = CidrNetworks.Parse("Admission:DenyNetworks", options.DenyNetworks, errors),
            OptOutNetworks = optedOut,
            OwnNetworks = [.. prefix is null ? [] : new[] { prefix.Network }, .. others ?? []],
            AllowLoopback = options.AllowLoopback,
        };
        errors.AddRange(
            from network in policy.AllowNetworks
            let why = AllowedNetworks.WhyMeaningless(network, policy)
            where why is not null
            select $"Admission:AllowNetworks: \"{network}\" {why}");
        var denyPorts = ReadPorts(options.DenyPorts, errors);
        return errors.Count == 0 ? new AdmissionSettings(new PolicyInForce(policy), options.MaximumLiveScans, limits, stamp) { DenyPorts = denyPorts } : throw new ConfigurationException(errors);
    }

    private static PortSpecification ReadPorts(string? text, List<string> errors)
    {
        if (text is null)
        {
            return PortSpecification.None;
        }

        if (PortSpecification.TryParse(text, out var ports, out var wrong))
        {
            return ports;
        }

        errors.Add($"Admission:DenyPorts is \"{text}\": {wrong.Words}");
        return PortSpecification.None;
    }
}
