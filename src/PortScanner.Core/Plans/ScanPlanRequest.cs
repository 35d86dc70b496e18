using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Ports;

namespace PortScanner.Core.Plans;

/// <summary>What a plan is made of.</summary>
/// <param name="Profile">How much is probed.</param>
/// <param name="Family">The family of the target's address.</param>
public sealed record ScanPlanRequest(ScanProfile Profile, AddressFamily Family)
{
    /// <summary>The caller's ports: needed by <see cref="ScanProfile.Custom"/>, and refused by every other profile.</summary>
    public PortSpecification? Ports { get; init; }

    /// <summary>The caller's options.</summary>
    public ScanOptions Options { get; init; } = ScanOptions.Default;

    /// <summary>The operator's payloads.</summary>
    public UdpPayloads Payloads { get; init; } = UdpPayloads.Empty;

    /// <summary>Ports whose state the caller has an expectation of; they are probed whatever the profile says. Null for none.</summary>
    public PortSpecification? Expected { get; init; }
}
