using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>The program probing from addresses that it serves nobody on.</summary>
public sealed class SourceAddressLab() : ScanLab(
    [.. ShippedProgram.AllowTheLab, $"--Engine:SourceAddresses:0={IPv4}", $"--Engine:SourceAddresses:1={IPv6}"],
    prepare: hosts => hosts.Server.Configure($"addr add {IPv4}/24 dev wan\naddr add {IPv6}/64 dev wan nodad"))
{
    /// <summary>Where IPv4 probes leave from.</summary>
    public const string IPv4 = "203.0.113.7";

    /// <summary>Where IPv6 probes leave from.</summary>
    public const string IPv6 = "2001:db8:1::7";
}
