using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>The program with a prefix that is routed to its machine, and hosts that limit their ICMP errors as the kernel does by default.</summary>
public sealed class SourcePrefixLab() : ScanLab([.. ShippedProgram.AllowTheLab, ProbePrefix.Setting], liftIcmpLimits: false, prepare: ProbePrefix.Route);
