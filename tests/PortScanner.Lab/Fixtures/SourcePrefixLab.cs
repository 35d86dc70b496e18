using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>The program with a prefix that is routed to its machine, and hosts that limit their ICMP errors as the kernel does by default.</summary>
public sealed class SourcePrefixLab() : ScanLab(
    [.. ShippedProgram.AllowTheLab, $"--Engine:SourcePrefix={Prefix}"],
    liftIcmpLimits: false,
    prepare: hosts =>
    {
        hosts.Server.Configure($"route add local {Prefix} dev lo");
        hosts.Router.Configure($"route add {Prefix} via {Side.V6.Server}");
    })
{
    /// <summary>The prefix.</summary>
    public const string Prefix = "2001:db8:1:aa::/64";
}
