using System.Globalization;

using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>The program with four IPv4 addresses, and hosts that limit their ICMP errors as the kernel does by default.</summary>
public sealed class OtherAddressesLab() : ScanLab(
    [.. ShippedProgram.AllowTheLab, .. Addresses.Select((address, number) => string.Create(CultureInfo.InvariantCulture, $"--Engine:SourceAddresses:{number}={address}"))],
    liftIcmpLimits: false,
    prepare: hosts => hosts.Server.Configure(string.Join('\n', Addresses.Select(address => $"addr add {address}/24 dev wan"))))
{
    /// <summary>Where probes leave from; the first first.</summary>
    public static readonly IReadOnlyList<string> Addresses = ["203.0.113.7", "203.0.113.8", "203.0.113.9", "203.0.113.10"];
}
