using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Features.Tester;

/// <summary>Targets for engines that send nothing, made by the one who may.</summary>
internal static class Targets
{
    /// <summary>An admission that lets documentation addresses and loopback in.</summary>
    public static ScanAdmission Admission { get; } = new(AdmissionSettings.Create(
        new AdmissionOptions { AllowNetworks = ["192.0.2.0/24", "2001:db8::/32"], AllowLoopback = true }));

    /// <summary>A target.</summary>
    public static ScanTarget Of(IPAddress address) => Admission.TryAdmit(CallerAddress.RelayedByFrontEnd(address), out _)!;
}
